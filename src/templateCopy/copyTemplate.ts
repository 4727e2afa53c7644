import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, mayHaveHappened, OpenSignError } from '../api/errors';
import { fileBody, passwordField } from '../api/streamedBody';
import { fetchTemplate } from '../api/download';
import { text } from '../api/values';
import { assertActive } from '../environment/active';
import { checkLayoutFile } from '../layout/checkLayoutFile';
import type { Problem } from '../layout/layoutProblem';
import { spellAddresses, toRequest } from '../layout/layoutRequest';
import { toLayoutText } from '../layout/layoutText';
import { findUnsignedRoles, setKind, type UnsignedKind, type UnsignedRole } from '../layout/unsignedRoles';
import { readAllTemplates } from '../api/readPages';
import { isEncrypted } from '../pdf/encryption';
import { readContacts } from '../recipients/contactBook';
import { RefusedFile, sizeLimit } from '../pdf/pdfFile';
import type { PageSize } from '../pdf/pdfPages';
import { getWidgets, listLosses } from './copyLosses';

/** What the user confirms before a template is copied. */
export interface CopyPlan {
  readonly from: EnvironmentName;
  readonly to: EnvironmentName;
  readonly title: string;
  readonly roles: readonly string[];
  /** Roles with an assigned person, who becomes a contact of the other account. */
  readonly assigned: readonly string[];
  readonly fields: number;
  /** Undefined when they couldn't be counted. */
  readonly pages: number | undefined;
  /** Bytes of the PDF. */
  readonly size: number;
  /** What isn't copied, one line each. */
  readonly losses: readonly string[];
  /** How many templates in the other environment have this title, or why that isn't known. */
  readonly same: number | OpenSignError;
}

/** What copying shows and asks. Questions resolve with undefined or false when canceled. */
export interface CopyUi {
  /** Runs `work` with progress and a Cancel button. */
  whileReading<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  whileCreating<T>(plan: CopyPlan, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Asks what roles without a signature widget become. */
  chooseKind(title: string, roles: readonly UnsignedRole[]): Promise<UnsignedKind | undefined>;
  confirm(plan: CopyPlan): Promise<boolean>;
  /** From Live to Sandbox only: asks whether the PDF contains nothing confidential. */
  confirmHarmless(plan: CopyPlan): Promise<boolean>;
  /** Asks for the password of an encrypted PDF. Empty when it opens without one. */
  password(plan: CopyPlan): Promise<string | undefined>;
  showProblems(title: string, problems: readonly Problem[]): void;
  showCopied(plan: CopyPlan, id: string): void;
  showUnknown(plan: CopyPlan, error: OpenSignError): void;
}

export interface CopyOptions {
  readonly environments: { readonly active: EnvironmentName };
  readonly source: OpenSignClient;
  /** Of the other environment. */
  readonly target: OpenSignClient;
  readonly id: string;
  /** The value of `opensign.upload.maxSize`. */
  readonly maxSize: unknown;
  /** Resolves with undefined when the pages can't be read. */
  readonly readPages: (bytes: Uint8Array, signal: AbortSignal) => Promise<readonly PageSize[] | undefined>;
  /** Called when the copy was created, or may have been. */
  readonly onCreated: () => void;
  readonly ui: CopyUi;
}

/**
 * Copies the current version of a template to the other environment. Rejects as reads and writes do, with
 * `RefusedFile` when the PDF is too large for the target, and with kind `otherEnvironment` when another environment
 * becomes active before the last answer.
 */
export async function copyTemplate(options: CopyOptions): Promise<void> {
  const { environments, source, target, id, ui } = options;
  const {
    template: original,
    bytes,
    pages,
    titles,
    contacts,
  } = await ui.whileReading(async (signal) => {
    const fetched = await fetchTemplate(source, id, signal);
    return {
      ...fetched,
      pages: await options.readPages(fetched.bytes, signal),
      titles: await readTitles(target, signal),
      contacts: (await readContacts(target, signal)).map(({ email }) => email),
    };
  });
  const title = text(original.title) ?? id;
  const unsigned = findUnsignedRoles(original);
  const kind = unsigned.length === 0 ? 'viewer' : await ui.chooseKind(title, unsigned);
  if (kind === undefined) {
    return;
  }
  const template = setKind(original, kind);
  // By the same rules as from the layout file that would be exported.
  const { file, errors } = checkLayoutFile(toLayoutText(template), { exists: true, pages });
  if (file === undefined) {
    ui.showProblems(title, errors);
    return;
  }
  const size = bytes.byteLength;
  const limit = sizeLimit(target.origin, options.maxSize);
  if (size > limit.bytes) {
    throw new RefusedFile(`${title}.pdf`, { kind: 'tooLarge', size, limit });
  }
  const isSameTitle = (other: string) => normalizeTitle(other) === normalizeTitle(title);
  const plan: CopyPlan = {
    from: source.environment,
    to: target.environment,
    title,
    roles: file.roles.map(({ role }) => role),
    assigned: file.roles.filter(({ email }) => email).map(({ role }) => role),
    fields: getWidgets(template).length,
    pages: pages?.length,
    size,
    losses: listLosses(template),
    same: titles instanceof OpenSignError ? titles : titles.filter(isSameTitle).length,
  };
  const password = await confirm(plan, isEncrypted(bytes), ui);
  if (password === undefined) {
    return;
  }
  assertActive(environments, source.environment);
  const request = toRequest(spellAddresses(file, contacts), 'template', title);
  const fields = { ...request, ...passwordField(password) };
  try {
    const id = await ui.whileCreating(plan, (signal) =>
      target.createTemplate(fileBody(fields, bytes), signal),
    );
    ui.showCopied(plan, id);
  } catch (error) {
    if (!mayHaveHappened(error)) {
      throw error;
    }
    ui.showUnknown(plan, error);
  }
  options.onCreated();
}

/** Asks all questions. Resolves with the password, which may be empty, or undefined when canceled. */
async function confirm(plan: CopyPlan, encrypted: boolean, ui: CopyUi): Promise<string | undefined> {
  const password = encrypted ? await ui.password(plan) : '';
  if (password === undefined || !(await ui.confirm(plan))) {
    return undefined;
  }
  const leavesLive = plan.from === 'live' && plan.to === 'sandbox';
  return leavesLive && !(await ui.confirmHarmless(plan)) ? undefined : password;
}

/** The titles of all templates, or the error: copying works without them. */
async function readTitles(
  client: OpenSignClient,
  signal: AbortSignal,
): Promise<readonly string[] | OpenSignError> {
  try {
    return (await readAllTemplates(client, signal)).flatMap(({ title }) => title ?? []);
  } catch (error) {
    if (error instanceof OpenSignError && !isCanceled(error)) {
      return error;
    }
    throw error;
  }
}

/** Without what can't be seen: outer white space, and how accents are composed. */
function normalizeTitle(title: string): string {
  return title.trim().normalize();
}
