import type { Syntax } from './language';
import type { Literal } from './literals';
import { countBefore } from './sorted';

/** What lies between two brackets, or all of a text. */
export interface Group {
  /** `${` is written as `$`; the whole text has none. */
  readonly bracket: '(' | '[' | '{' | '$' | '';
  /** Of the brackets themselves. */
  readonly open: number;
  close: number;
  readonly parent: Group | undefined;
  children: Group[];
  /** Statements are in it, not values. */
  isBlock: boolean;
  /** Where statements end, if it is a block. */
  ends: number[];
  /** Where its elements end. */
  commas: number[];
}

const space = 32;
const newline = 10;

/**
 * The code of a text without what its strings and comments say; offsets are those of the text. Written unit by unit:
 * putting pieces together takes three times as long.
 */
export function codeOnly(text: string, syntax: Syntax, literals: readonly Literal[]): string {
  const units = new Uint16Array(text.length);
  const starts = commentStarts(syntax);
  let next = 0;
  for (let at = 0; at < text.length;) {
    const literal = literals[next];
    if (literal !== undefined && literal.start <= at) {
      at = Math.max(at, literal.end);
      next++;
      continue;
    }
    const to = literal?.start ?? text.length;
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      units[at] = code;
      if (starts[code] === 1) {
        const end = commentEnd(text, syntax, at, to);
        for (let inside = at; inside < end; inside++) {
          units[inside] = text.charCodeAt(inside) === newline ? newline : space;
        }
        at = Math.max(at, end - 1);
      }
    }
  }
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units);
}

/** By character code: 1 where a comment may begin. */
function commentStarts({ lineComments, blockComments }: Syntax): Uint8Array {
  const starts = new Uint8Array(128);
  for (const mark of blockComments ? ['/', ...lineComments] : lineComments) {
    starts[mark.charCodeAt(0)] = 1;
  }
  return starts;
}

/** Where the comment that begins at a place ends, `at` itself when none begins there. */
function commentEnd(text: string, syntax: Syntax, at: number, to: number): number {
  const isBlock = syntax.blockComments && text.startsWith('/*', at);
  if (!isBlock && !syntax.lineComments.some((mark) => text.startsWith(mark, at))) {
    return at;
  }
  let end = at + (isBlock ? 2 : 0);
  while (end < to && (isBlock ? !text.startsWith('*/', end) : text.charCodeAt(end) !== newline)) {
    end++;
  }
  return isBlock ? Math.min(to, end + 2) : end;
}

/** The last characters of a line that goes on in the next one, and the first of one that goes on from the one before. */
const goesOn = ',([{=+*/&|<.\\-';
const goneOn = ['.', ')', ']', '}', '+', '*', '/', '&', '|', '?', '->', '::'];
/** How much white space is looked through for them. */
const farthest = 80;

/** Whether the statement of the line that ends at `at` goes on after it. */
function isContinued(code: string, at: number): boolean {
  let last = at - 1;
  while (last >= 0 && at - last < farthest && isBlank(code, last)) {
    last--;
  }
  let next = at + 1;
  while (next < code.length && next - at < farthest && isBlank(code, next)) {
    next++;
  }
  return (
    (last >= 0 && goesOn.includes(code.charAt(last))) || goneOn.some((mark) => code.startsWith(mark, next))
  );
}

function isBlank(code: string, at: number): boolean {
  const character = code.charCodeAt(at);
  return character === 32 || (character >= 9 && character <= 13);
}

/** By character code: 1 for what the outline is made of. */
const meaning = new Uint8Array(128);
for (const character of '()[]{};,\n') {
  meaning[character.charCodeAt(0)] = 1;
}

/** The brackets of a text, and where its statements end. A bracket without its other one ends with the text. */
export function outlineOf(code: string): Group {
  const root = group('', -1, undefined);
  root.close = code.length;
  let current = root;
  for (let at = 0; at < code.length; at++) {
    if (meaning[code.charCodeAt(at)] !== 1) {
      continue;
    }
    const character = code.charAt(at);
    if (character === '(' || character === '[' || character === '{') {
      const bracket = character === '{' && code[at - 1] === '$' ? '$' : character;
      const inner = group(bracket, at, current);
      inner.close = code.length;
      current.children = added(current.children, inner);
      current = inner;
    } else if (character === ';') {
      current.ends = added(current.ends, at);
    } else if (character === ',') {
      current.commas = added(current.commas, at);
    } else if (character !== '\n') {
      current = closed(current, character, at, code);
    } else if (!isContinued(code, at)) {
      current.ends = added(current.ends, at);
    }
  }
  return root;
}

/** Most groups have nothing of a kind: they share this one, which is never written to. */
const none: never[] = [];

function added<T>(items: T[], item: T): T[] {
  if (items === none) {
    return [item];
  }
  items.push(item);
  return items;
}

function group(bracket: Group['bracket'], open: number, parent: Group | undefined): Group {
  const isBlock = bracket === '';
  return { bracket, open, close: open, parent, children: none, isBlock, ends: none, commas: none };
}

const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{$' };

/** Closes the innermost bracket that fits, and with it those inside it that were left open. */
function closed(current: Group, character: string, at: number, code: string): Group {
  const fits = opening[character] ?? '';
  let inner: Group | undefined = current;
  while (inner !== undefined && (inner.bracket === '' || !fits.includes(inner.bracket))) {
    inner = inner.parent;
  }
  if (inner?.parent === undefined) {
    return current;
  }
  inner.close = at;
  inner.isBlock = inner.bracket === '{' && isBlock(inner, code);
  return inner.parent;
}

/** Told from an object by what stands in front of it, and after a name by what is in it. */
function isBlock({ open, ends }: Group, code: string): boolean {
  const before = code.slice(Math.max(0, open - 40), open).trimEnd();
  if (/(?:[=(,[:?|&+{]|(?<![\w$])(?:return|yield|default|await|in|of))$/.test(before)) {
    return false;
  }
  const named = /[\w$]$/.test(before) && !/(?<![\w$])(?:else|try|finally|do|loop|unsafe)$/.test(before);
  return !named || ends.length > 0 || code.slice(open, open + 400).includes('=>');
}

/** The groups around a place, the outermost first. */
export function groupsAround(root: Group, at: number): readonly Group[] {
  const groups: Group[] = [];
  for (let inner: Group | undefined = root; inner !== undefined;) {
    groups.push(inner);
    const children: readonly Group[] = inner.children;
    const child: Group | undefined = children[countBefore(children, at, ({ open }) => open) - 1];
    inner = child !== undefined && at < child.close ? child : undefined;
  }
  return groups;
}

/** A group's own text between two places, without that of the groups in it. */
export function ownText(code: string, { children }: Group, from: number, to: number): string {
  let text = '';
  let at = from;
  for (let index = countBefore(children, from, ({ open }) => open); index < children.length; index++) {
    const child = children[index];
    if (child === undefined || child.open >= to) {
      break;
    }
    text += code.slice(at, child.open);
    at = Math.min(to, child.close + 1);
  }
  return text + code.slice(at, to);
}

/** The part of a group around a place that lies between two of `marks`. */
export function partAround(
  { open, close }: Group,
  at: number,
  marks: readonly number[],
): readonly [number, number] {
  const index = countBefore(marks, at, (mark) => mark);
  return [(marks[index - 1] ?? open) + 1, marks[index] ?? close];
}
