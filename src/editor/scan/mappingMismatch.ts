import { commandPairs } from './commandMismatch';
import { groupedBy, hasBoth, isApiUrl, type Mention, type Pair } from './hostMentions';

/** One line of YAML that is no blank and no comment. */
interface Row {
  readonly start: number;
  readonly end: number;
  /** Columns before its key; the dash of a list's item counts as blank. */
  readonly indent: number;
  /** It begins an item of a list, at this column. */
  readonly dash: number | undefined;
  readonly mentions: readonly Mention[];
}

/** Pairs in the same mapping of YAML, or in the same command of a script that is written in it. */
export function mappingPairs(text: string, mentions: readonly Mention[]): readonly Pair[] {
  const rows: Row[] = [];
  const pairs: Pair[] = [];
  const perLine = groupedBy(mentions, ({ start }) => text.lastIndexOf('\n', start) + 1);
  for (let from = 0; from < text.length;) {
    const end = lineEnd(text, from);
    const line = text.slice(from, end);
    const blockEnd = /(?:^|[\s:-])[|>][+-]?\d?\s*$/.test(line) ? endOfBlock(text, end, indentOf(line)) : end;
    if (blockEnd > end) {
      pairs.push(...commandPairs(text, end, blockEnd, mentions));
    } else if (/^\s*[^\s#]/.test(line)) {
      const here = perLine.get(from) ?? [];
      pairs.push(...commandPairs(text, from, end, here));
      const dash = /^(\s*)-\s/.exec(line)?.[1]?.length;
      const indent = /^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0;
      rows.push({ start: from, end, indent, dash, mentions: here });
    }
    from = blockEnd + 1;
  }
  return [...pairs, ...inMappings(text, rows)];
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

const indentOf = (line: string) => /^\s*/.exec(line)?.[0].length ?? 0;

/** Where the text below a `|` ends: at the next line that is not deeper than its key. */
function endOfBlock(text: string, from: number, indent: number): number {
  let end = from;
  for (let next = from + 1; next < text.length;) {
    const stop = lineEnd(text, next);
    const line = text.slice(next, stop);
    if (line.trim() !== '' && indentOf(line) <= indent) {
      break;
    }
    end = stop;
    next = stop + 1;
  }
  return end;
}

/** One of the two is a value of the mapping itself, the other one too, or a value of a mapping in it. */
function inMappings(text: string, rows: readonly Row[]): Pair[] {
  return rows.flatMap((outer, index) => {
    if (outer.mentions.length === 0) {
      return [];
    }
    const inMapping = mappingAround(rows, outer, index);
    const mentions = inMapping.flatMap((row) => row.mentions);
    if (outer.mentions.length !== 1 || hasBoth(mentions) || !isValue(text, outer)) {
      return [];
    }
    return inMapping.flatMap((inner) => {
      const [one] = outer.mentions;
      const [other] = inner.mentions;
      const pair = [one, other].sort((a, b) => (a?.role === 'token' ? 0 : 1) - (b?.role === 'token' ? 0 : 1));
      const [token, target] = pair;
      const isPair =
        inner !== outer &&
        inner.mentions.length === 1 &&
        isValue(text, inner) &&
        token?.role === 'token' &&
        target?.role === 'target' &&
        token.environment !== target.environment;
      // Both rows of the same mapping find each other: once is enough.
      return isPair && (inner.indent > outer.indent || one === token) ? [{ token, target }] : [];
    });
  });
}

/** A mapping of more rows was written by a program. */
const mostRows = 100;

/** The rows of the mapping that a row is in, with what is deeper. None when there are too many. */
function mappingAround(rows: readonly Row[], row: Row, at: number): readonly Row[] {
  const isInside = (other: Row | undefined) => other !== undefined && other.indent >= row.indent;
  let first = at;
  while (first > 0 && at - first <= mostRows && !startsItem(rows[first], row) && isInside(rows[first - 1])) {
    first--;
  }
  let last = at;
  while (last - first <= mostRows && isInside(rows[last + 1]) && !startsItem(rows[last + 1], row)) {
    last++;
  }
  return last - first <= mostRows ? rows.slice(first, last + 1) : [];
}

/** Whether an item of a list begins in it whose keys stand as deep as the row's, or less. */
function startsItem(start: Row | undefined, row: Row): boolean {
  return start?.dash !== undefined && start.dash < row.indent && start.indent <= row.indent;
}

/** `key: value` with a value that is all of a URL, or that reads the variable. A key that tells its environment may be right. */
function isValue(text: string, { start, end, mentions: [mention] }: Row): boolean {
  if (mention === undefined) {
    return false;
  }
  const line = text.slice(start, end);
  const match = /^\s*(?:-\s+)*(["']?)([^\s:"']+)\1:\s+(["']?)(?=\S)/.exec(line);
  const key = match?.[2];
  if (match === null || key === undefined || /sandbox|live|prod|staging|demo|^OPENSIGN_/i.test(key)) {
    return false;
  }
  const [value = ''] = line.slice(match[0].length).split(/(?<!\s)["']?\s+(?:#|$)|["']$/, 1);
  const from = start + match[0].length;
  if (mention.by === 'host') {
    return !/\s/.test(value) && isApiUrl(text, mention, from, from + value.length);
  }
  return /[$%{][^\n]*$/.test(text.slice(from, mention.start)) && !/\s(?:if|else|\|\||&&)\s/.test(value);
}
