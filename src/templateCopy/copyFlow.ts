import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, mayHaveHappened, OpenSignError } from '../api/errors';
import { fileBody, passwordField } from '../api/fileBody';
import { isEncrypted } from '../pdf/encryption';
import type { PageSize } from '../pdf/pdfPages';
import { fetchTemplate } from '../api/templateFile';
import { text } from '../api/values';
import { assertActive } from '../environment/active';
import { readAllTemplates } from '../objects/readPages';
import { readContacts } from '../sending/contactBook';
import { RefusedFile } from '../pdf/pdfFile';
import { sizeLimit } from '../pdf/sizeLimit';
import { fieldCount, lossesOf, type Losses } from '../layout/losses';
import type { Problem } from '../layout/problem';
import { templateRequest } from '../layout/templateRequest';
import { unsignedRoles, withKind, type UnsignedKind, type UnsignedRole } from '../layout/unsigned';

/** What the user is told before a template is copied. */
export interface CopyPlan {
  readonly from: EnvironmentName;
  readonly to: EnvironmentName;
  readonly title: string;
  readonly roles: readonly string[];
  /** Roles that have somebody assigned, who becomes a contact of the other account. */
  readonly assigned: readonly string[];
  readonly fields: number;
  /** Undefined when they could not be counted. */
  readonly pages: number | undefined;
  /** Bytes of the PDF. */
  readonly size: number;
  readonly losses: Losses;
  /** How many templates of this title the other environment has, or why that is not known. */
  readonly same: number | OpenSignError;
}

/** The user's side of copying. Questions resolve with undefined or false when called off. */
export interface CopyUi {
  /** Runs `work` in sight of the user, who may cancel it. */
  whileReading<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  whileCreating<T>(plan: CopyPlan, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** What roles without a signature widget become; undefined cancels. */
  chooseKind(title: string, roles: readonly UnsignedRole[]): Promise<UnsignedKind | undefined>;
  confirm(plan: CopyPlan): Promise<boolean>;
  /** Live to sandbox only: that the PDF holds nothing confidential. */
  confirmHarmless(plan: CopyPlan): Promise<boolean>;
  /** Empty when the PDF opens without one. */
  password(plan: CopyPlan): Promise<string | undefined>;
  showProblems(title: string, problems: readonly Problem[]): void;
  showCopied(plan: CopyPlan, id: string): void;
  showUnknown(plan: CopyPlan, error: OpenSignError): void;
}

export interface CopyOptions {
  readonly environments: { readonly active: EnvironmentName };
  readonly source: OpenSignClient;
  /** Of the other environment. The copy goes there or nowhere. */
  readonly target: OpenSignClient;
  readonly id: string;
  /** The user's `opensign.upload.maxSize`. */
  readonly maxSize: unknown;
  /** The sizes of a PDF's pages; undefined when they can't be read. */
  readonly readPages: (bytes: Uint8Array, signal: AbortSignal) => Promise<readonly PageSize[] | undefined>;
  /** Called when the target may have changed, whatever came of it. */
  readonly changed: (environment: EnvironmentName) => Promise<void>;
  readonly ui: CopyUi;
}

/**
 * Copies a template, as it is when this is called, to the other environment. Rejects as reads and writes do, with
 * `RefusedFile` when the PDF is too large for the target, and with kind `otherEnvironment` when another environment
 * became active before the user had agreed to everything.
 */
export async function copyTemplate(options: CopyOptions): Promise<void> {
  const { environments, source, target, id, ui } = options;
  const read = await ui.whileReading(async (signal) => {
    const fetched = await fetchTemplate(source, id, signal);
    return {
      ...fetched,
      pages: await options.readPages(fetched.bytes, signal),
      titles: await titlesOf(target, signal),
      contacts: await readContacts(target, signal),
    };
  });
  const { bytes, pages, titles } = read;
  const title = text(read.template.title) ?? id;
  const unsigned = unsignedRoles(read.template);
  const kind = unsigned.length === 0 ? 'viewer' : await ui.chooseKind(title, unsigned);
  if (kind === undefined) {
    return;
  }
  const template = withKind(read.template, kind);
  const contacts = read.contacts.map(({ email }) => email);
  const pdf = { exists: true, pages };
  const request = templateRequest(template, { target: 'template', title, pdf, contacts });
  if (!request.ok) {
    ui.showProblems(title, request.problems);
    return;
  }
  requireSize(title, bytes.byteLength, target.origin, options.maxSize);
  const { roles } = request.file;
  const plan: CopyPlan = {
    from: source.environment,
    to: target.environment,
    title,
    roles: roles.map(({ role }) => role),
    assigned: roles.flatMap(({ role, email }) => (email === undefined || email === '' ? [] : [role])),
    fields: fieldCount(template),
    pages: pages?.length,
    size: bytes.byteLength,
    losses: lossesOf(template),
    same: titles instanceof OpenSignError ? titles : titles.filter((other) => sameTitle(other, title)).length,
  };
  const password = await agree(plan, isEncrypted(bytes), ui);
  if (password === undefined) {
    return;
  }
  assertActive(environments, source.environment);
  const fields = { ...request.fields, ...passwordField(password) };
  await create(options, plan, (signal) => target.createTemplate(fileBody(fields, bytes), signal));
}

/** Asks everything there is to ask. The password, perhaps empty; undefined when the user called it off. */
async function agree(plan: CopyPlan, encrypted: boolean, ui: CopyUi): Promise<string | undefined> {
  const password = encrypted ? await ui.password(plan) : '';
  if (password === undefined || !(await ui.confirm(plan))) {
    return undefined;
  }
  const leavesLive = plan.from === 'live' && plan.to === 'sandbox';
  return leavesLive && !(await ui.confirmHarmless(plan)) ? undefined : password;
}

async function create(
  { target, changed, ui }: CopyOptions,
  plan: CopyPlan,
  send: (signal: AbortSignal) => Promise<string>,
): Promise<void> {
  try {
    const id = await ui.whileCreating(plan, send);
    ui.showCopied(plan, id);
    await changed(target.environment);
  } catch (error) {
    if (!mayHaveHappened(error)) {
      throw error;
    }
    ui.showUnknown(plan, error);
    await changed(target.environment);
  }
}

/** The titles of all templates, or the error: that they cannot be read is no reason not to copy. */
async function titlesOf(
  client: OpenSignClient,
  signal: AbortSignal,
): Promise<readonly string[] | OpenSignError> {
  try {
    return (await readAllTemplates(client, signal)).flatMap(({ title }) =>
      title === undefined ? [] : [title],
    );
  } catch (error) {
    if (error instanceof OpenSignError && !isCanceled(error)) {
      return error;
    }
    throw error;
  }
}

function requireSize(title: string, size: number, origin: string, setting: unknown): void {
  const limit = sizeLimit(origin, setting);
  if (size > limit.bytes) {
    throw new RefusedFile(`${title}.pdf`, { kind: 'tooLarge', size, limit });
  }
}

/** People see no difference in white space at the ends, nor in how an accent is composed. */
function sameTitle(a: string, b: string): boolean {
  return a.trim().normalize() === b.trim().normalize();
}
