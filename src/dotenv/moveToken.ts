import { isEnvironmentName } from '../api/environmentName';
import { tokenVariable } from '../environment/token';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { paragraphs } from '../ui/question';
import { addToGitignore } from './addToGitignore';
import type { EnvContext, FoundToken } from './dotenvContext';
import { isDotEnv } from './dotEnv';
import { chooseEnvFile, type EnvFile } from './envFile';
import { changeOf, type EnvDocument, type EnvHost } from './dotenvHost';
import { locate, nearest } from './locate';
import { lookupEdits } from './lookup';
import { carryOut, currentValue, notCheckedText, prepare, uncheckedText, type Prepared } from './storing';
import type { Span } from './textEdit';
import { vscodeHost } from './vscodeHost';

/** Moves a token from code into `.env`, which git ignores by then, and lets the code read it from the environment. */
export async function moveTokenToEnv(
  context: EnvContext,
  args: readonly unknown[],
  host: EnvHost = vscodeHost,
): Promise<void> {
  const [found] = args;
  if (!isFoundToken(found)) {
    return;
  }
  const document = await host.open(host.parse(found.uri));
  const code = host.fileOf(document.uri);
  if (isDotEnv(code)) {
    return addToGitignore(context, [code.toString()], host);
  }
  const place = locate(document, found, await storedToken(context, document, found));
  if (place === undefined) {
    host.warn(l10n.t('The text changed, and the token is not in it any more.'));
    return;
  }
  const token = document.getText().slice(place.start, place.end);
  const file = await chooseEnvFile(host, code);
  const agreed = file && (await agree(context, host, file, found, token));
  if (agreed !== undefined) {
    await move(context, host, { ...agreed, found, document, place, token });
  }
}

interface Move extends Agreement {
  readonly found: FoundToken;
  readonly document: EnvDocument;
  readonly place: Span;
  readonly token: string;
}

interface Agreement {
  readonly prepared: Prepared;
  /** The value that `.env` has is kept. */
  readonly keep: boolean;
}

/**
 * Asks what to do with another value, and whether to write at all where git can't be asked, about what is in the files
 * after the last question. Undefined when canceled.
 */
async function agree(
  context: EnvContext,
  host: EnvHost,
  file: EnvFile,
  { environment }: FoundToken,
  token: string,
): Promise<Agreement | undefined> {
  const variable = tokenVariable(environment);
  const replace = l10n.t('Replace');
  const keep = l10n.t('Keep the Value in .env');
  const name = host.nameOf(file.uri);
  const where = environmentName(environment);
  let asked: { readonly current: string | undefined; readonly isChecked: boolean } | undefined;
  for (let choice: string | undefined; ;) {
    const prepared = await prepare(context, host, file);
    if (prepared === undefined) {
      return undefined;
    }
    const { isChecked } = prepared;
    const current = currentValue(prepared, variable);
    const isOther = current !== undefined && current !== token;
    if (
      (!isOther && (isChecked || current === token)) ||
      (asked?.current === current && asked?.isChecked === isChecked)
    ) {
      return { prepared, keep: choice === keep && isOther };
    }
    const warning = isChecked ? [] : [uncheckedText(host, prepared)];
    choice = isOther
      ? await host.ask(
          l10n.t('Replace the value of {0} in {1} with the {2} token from the code?', variable, name, where),
          paragraphs(
            l10n.t(
              'It has another value now. If you replace that, it is lost; if you keep it, the code will read it.',
            ),
            ...warning,
          ),
          replace,
          keep,
        )
      : await host.ask(
          l10n.t('Move the {0} token to {1}?', where, name),
          paragraphs(...warning),
          l10n.t('Move {0} Token', where),
        );
    if (choice === undefined) {
      return undefined;
    }
    asked = { current, isChecked };
  }
}

async function move(context: EnvContext, host: EnvHost, all: Move): Promise<void> {
  const { prepared, keep, document, token, place, found } = all;
  const { uri, languageId } = document;
  const variable = tokenVariable(found.environment);
  let replaced = false;
  const findInCode = async () => {
    // The document may have been closed, and another one opened for the same file.
    const now = await host.open(uri);
    const text = now.getText();
    const span = nearest(text, token, place.start);
    if (span === undefined) {
      host.warn(l10n.t('The text changed, and the token is not in it any more.'));
      return undefined;
    }
    const edits = lookupEdits({ text, languageId, path: host.fileOf(uri).path }, span, variable);
    replaced = edits !== undefined;
    return edits === undefined ? [] : [changeOf(uri, now, edits)];
  };
  const storing = { variable, value: keep ? undefined : token };
  if ((await carryOut(context, host, prepared, storing, findInCode)) !== undefined) {
    context.detach(tellMoved(host, all, replaced));
  }
}

async function tellMoved(host: EnvHost, { prepared, keep, found }: Move, replaced: boolean): Promise<void> {
  const { uri } = prepared.file;
  const variable = tokenVariable(found.environment);
  const name = host.nameOf(uri);
  const stands = keep
    ? l10n.t('{0} keeps its value of {1}.', name, variable)
    : l10n.t('{0} holds the {1} token now, as {2}.', name, environmentName(found.environment), variable);
  const code = replaced
    ? l10n.t('The code reads that variable. If the token was ever committed, create a new one in OpenSign.')
    : l10n.t('The code still holds the token: let it read that variable instead.');
  const isSafe = keep || prepared.isChecked;
  const message = [stands, ...(isSafe ? [] : [notCheckedText()]), code].join(' ');
  if (await host.offer(replaced && isSafe ? 'information' : 'warning', message, l10n.t('Open {0}', name))) {
    await host.show(uri);
  }
}

/** The token that is stored, where it helps to find it again. */
async function storedToken(
  { tokenOf }: EnvContext,
  { version }: EnvDocument,
  found: FoundToken,
): Promise<string | undefined> {
  if (version === found.version) {
    return undefined;
  }
  try {
    return await tokenOf(found.environment);
  } catch {
    // Without one the token is looked for by its looks.
    return undefined;
  }
}

function isFoundToken(value: unknown): value is FoundToken {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { uri, version, environment, start, end } = value as Partial<Record<keyof FoundToken, unknown>>;
  return (
    typeof uri === 'string' &&
    typeof version === 'number' &&
    isEnvironmentName(environment) &&
    typeof start === 'number' &&
    typeof end === 'number' &&
    0 <= start &&
    start < end
  );
}
