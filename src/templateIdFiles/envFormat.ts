import type { EnvironmentName } from '../api/environmentName';
import { environmentOrder, type IdEntry } from './entry';
import type { Format } from './format';
import { instructions, signature } from './idFileHeader';

const header = [signature, ...instructions].map((line) => `# ${line}`);
const footer = '# End of the template ids of OpenSign.';

const prefixes: Readonly<Record<EnvironmentName, string>> = {
  live: 'OPENSIGN_TEMPLATE_',
  sandbox: 'OPENSIGN_SANDBOX_TEMPLATE_',
};

/** Variables between two comments. Everything around them is somebody else's, such as a token, and stays. */
export const envFormat: Format = {
  kind: 'env',
  extension: 'env',
  naming: { letters: 'UPPER_SNAKE', afterPrefix: true },
  rest,
  isOurs: (text) => text.split('\n').some(isHead),
  parse: (text) => {
    const lines = text.split('\n');
    const start = lines.findIndex(isHead);
    const end = lines.findIndex((line, index) => index > start && line.trim() === footer);
    if (start === -1 || end === -1 || lines.slice(start + 1).some(isHead)) {
      return undefined;
    }
    const entries = entriesOf(lines.slice(start + 1, end));
    const before = lines.slice(0, start).map((line) => `${line}\n`);
    const after = lines.slice(end + 1);
    return entries && { entries, before: before.join(''), after: after.join('\n') };
  },
  write: (entries) => {
    const lines = entries.flatMap(({ identifier, title, ids }) => [
      `#: ${title}`,
      ...environmentOrder.map((environment) => lineFor(environment, identifier, ids[environment])),
    ]);
    return [...header, ...lines, footer, ''].join('\n');
  },
};

function isHead(line: string): boolean {
  return line.trim() === `# ${signature}`;
}

function lineFor(environment: EnvironmentName, identifier: string, id: string | undefined): string {
  const name = `${prefixes[environment]}${identifier}`;
  return id === undefined
    ? `# ${name} is missing: no template of this title is known in ${environment}`
    : `${name}=${id}`;
}

/** Groups of three lines: the title, live's line, sandbox's line. Undefined when there is anything else. */
function entriesOf(lines: readonly string[]): readonly IdEntry[] | undefined {
  const content = lines.map((line) => line.trim()).filter((line) => line !== '');
  const first = content.findIndex((line) => line.startsWith('#: '));
  const head = first === -1 ? content : content.slice(0, first);
  if (head.some((line) => !line.startsWith('# ') || isMissing(line))) {
    return undefined;
  }
  const body = first === -1 ? [] : content.slice(first);
  const entries: IdEntry[] = [];
  for (let at = 0; at < body.length; at += 3) {
    const [title = '', live = '', sandbox = ''] = body.slice(at, at + 3);
    const first = valueOf('live', live);
    const second = valueOf('sandbox', sandbox);
    if (!/^#: ./.test(title) || first === undefined || second?.identifier !== first.identifier) {
      return undefined;
    }
    entries.push({
      identifier: first.identifier,
      title: title.slice(3),
      ids: { live: first.id, sandbox: second.id },
    });
  }
  return entries;
}

/** What of a text is somebody else's although it stands between our lines: all but comments and our variables. */
function rest(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex(isHead);
  const isOurs = (line: string) => /^(#|OPENSIGN_(SANDBOX_)?TEMPLATE_\w+=)/.test(line.trim());
  const end = lines.findLastIndex(
    (line) => line.trim() === footer || /^OPENSIGN_\w*TEMPLATE_/.test(line) || isMissing(line) !== null,
  );
  return lines.filter((line, at) => start === -1 || at < start || at > end || !isOurs(line)).join('\n');
}

interface Value {
  readonly identifier: string;
  readonly id: string | undefined;
}

/** What a line says of a variable, whether it is set or missing. */
function valueOf(environment: EnvironmentName, line: string): Value | undefined {
  const assigned = /^([A-Za-z_]\w*)=(["']?)([A-Za-z0-9]*)\2$/.exec(line);
  const missing = isMissing(line);
  const name = assigned?.[1] ?? missing?.[1] ?? '';
  const prefix = prefixes[environment];
  return name.startsWith(prefix) && name !== prefix
    ? { identifier: name.slice(prefix.length), id: assigned?.[3] }
    : undefined;
}

function isMissing(line: string): RegExpExecArray | null {
  return /^# ([A-Za-z_]\w*) is missing: /.exec(line);
}
