import { isEnvironmentName, type EnvironmentName } from '../api/environmentName';
import { guessEnvironment, tokenProblem, tokenVariable } from '../environment/token';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { paragraphs } from '../ui/question';
import { isDotEnv, type Span } from './dotEnv';
import { toChange, vscodeHost, type EnvHost } from './dotenvHost';
import { chooseEnvFile } from './envFile';
import { addToGitignore, type DotenvContext } from './gitignore';
import { agreeOnTarget, getUncheckedText, getUncheckedWarning, storeToken, type Target } from './storeToken';
import { getLookupEdits } from './tokenLookup';

/** A token in a document. Offsets count UTF-16 units in the text at `version`. */
export interface FoundToken {
  readonly uri: string;
  readonly version: number;
  readonly environment: EnvironmentName;
  readonly start: number;
  readonly end: number;
  /** The literal with its quotes, when it holds nothing but the token. */
  readonly literal?: { readonly start: number; readonly end: number };
}

/** Shape of a token, with some tolerance. Source: api.md 2.3. */
const tokenShape = /(?<![\w.+$-])(?:opensign|test)\.[0-9A-Za-z]{16,}(?!\w)/g;

/** **Move Token to .env**: writes a token from code to `.env`, and lets the code read the variable where it can. */
export async function moveTokenToEnv(
  context: DotenvContext,
  args: readonly unknown[],
  host: EnvHost = vscodeHost,
): Promise<void> {
  const [found] = args;
  if (!isFoundToken(found)) {
    return;
  }
  const document = await host.open(host.parse(found.uri));
  const codeFile = host.fileOf(document.uri);
  if (isDotEnv(codeFile)) {
    return addToGitignore(context, [codeFile.toString()], host);
  }
  const place = await locate(context, document, found);
  if (place === undefined) {
    warnGone(host);
    return;
  }
  const token = document.getText().slice(place.start, place.end);
  const file = await chooseEnvFile(host, codeFile);
  const variable = tokenVariable(found.environment);
  const where = environmentName(found.environment);
  let choice: Choice | undefined;
  const target =
    file &&
    (await agreeOnTarget(context, host, { file, variable, token, alwaysAsks: false }, async (one) => {
      choice = await confirm(host, one, where);
      return choice !== undefined;
    }));
  if (target === undefined) {
    return;
  }
  const keeps = choice === 'keep' && target.current !== undefined && target.current !== token;
  let isReplaced = false;
  const getCodeChanges = async () => {
    // The document may have been closed and opened again.
    const current = await host.open(document.uri);
    const text = current.getText();
    const span = findNearest(text, token, place.start);
    if (span === undefined) {
      warnGone(host);
      return undefined;
    }
    const code = { text, languageId: document.languageId, path: codeFile.path };
    const edits = getLookupEdits(code, span, variable);
    isReplaced = edits !== undefined;
    return edits === undefined ? [] : [toChange(document.uri, current, edits)];
  };
  const result = await storeToken(context, host, target, keeps ? undefined : token, getCodeChanges);
  if (result !== undefined) {
    context.log.detach('opensign.dotenv', showMoved(host, target, where, { keeps, isReplaced }));
  }
}

type Choice = 'write' | 'keep';

async function confirm(host: EnvHost, target: Target, where: string): Promise<Choice | undefined> {
  const { file, variable, current } = target;
  const name = host.nameOf(file.uri);
  const warning = getUncheckedWarning(host, target);
  if (current === undefined) {
    const move = l10n.t('Move {0} Token', where);
    const choice = await host.ask(l10n.t('Move the {0} token to {1}?', where, name), warning, move);
    return choice === undefined ? undefined : 'write';
  }
  const replace = l10n.t('Replace');
  const keep = l10n.t('Keep the Value in .env');
  const choice = await host.ask(
    l10n.t('Replace the value of {0} in {1} with the {2} token from the code?', variable, name, where),
    paragraphs(
      l10n.t('If you replace it, the current value is lost. If you keep it, the code reads that value.'),
      warning,
    ),
    replace,
    keep,
  );
  return choice === undefined ? undefined : choice === keep ? 'keep' : 'write';
}

async function showMoved(
  host: EnvHost,
  { file: { uri }, variable, isChecked }: Target,
  where: string,
  { keeps, isReplaced }: { readonly keeps: boolean; readonly isReplaced: boolean },
): Promise<void> {
  const name = host.nameOf(uri);
  const isSafe = keeps || isChecked;
  const sentences = [
    keeps
      ? l10n.t('Kept the value of {0} in {1}.', variable, name)
      : l10n.t('Wrote the {0} token to {1} as {2}.', where, name, variable),
    isSafe ? '' : getUncheckedText(),
    isReplaced
      ? l10n.t(
          'The code now reads that variable. If the token was ever committed, create a new one in OpenSign.',
        )
      : l10n.t('The code still has the token. Replace it with code that reads {0}.', variable),
  ];
  const severity = isReplaced && isSafe ? 'information' : 'warning';
  const text = sentences.filter((sentence) => sentence !== '').join(' ');
  if (await host.offer(severity, text, l10n.t('Open {0}', name))) {
    await host.show(uri);
  }
}

function warnGone(host: EnvHost): void {
  host.warn(l10n.t('The text has changed and no longer has the token.'));
}

/**
 * Where a token is now. After a change of the document it is searched again: the stored token, otherwise the only text
 * that looks like a token of the same length. Undefined when it is gone.
 */
async function locate(
  { environments }: DotenvContext,
  document: { readonly version: number; getText(): string },
  { version, environment, start, end }: FoundToken,
): Promise<Span | undefined> {
  const hasChanged = () => document.version !== version;
  const stored = hasChanged() ? await environments.token(environment).catch(() => undefined) : undefined;
  const text = document.getText();
  if (!hasChanged()) {
    const isToken = end <= text.length && tokenProblem(text.slice(start, end)) === undefined;
    return isToken ? { start, end } : undefined;
  }
  const length = end - start;
  if (stored?.length === length && text.includes(stored)) {
    return findNearest(text, stored, start);
  }
  const shaped = [...text.matchAll(tokenShape)].map(([match]) => match);
  const alike = new Set(
    shaped.filter((match) => match.length === length && guessEnvironment(match) === environment),
  );
  const [only] = alike;
  return alike.size === 1 && only !== undefined ? findNearest(text, only, start) : undefined;
}

function findNearest(text: string, searched: string, offset: number): Span | undefined {
  let best: number | undefined;
  for (let at = text.indexOf(searched); at !== -1; at = text.indexOf(searched, at + 1)) {
    if (best === undefined || Math.abs(at - offset) < Math.abs(best - offset)) {
      best = at;
    }
  }
  return best === undefined ? undefined : { start: best, end: best + searched.length };
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
