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
  readonly children: Group[];
  /** Statements are in it, not values. */
  isBlock: boolean;
  /** Where statements end, if it is a block. */
  readonly ends: number[];
  /** Where its elements end. */
  readonly commas: number[];
}

/** The code of a text without what its strings and comments say; offsets are those of the text. */
export function codeOnly(text: string, syntax: Syntax, literals: readonly Literal[]): string {
  const comments = commentPattern(syntax);
  const parts: string[] = [];
  let at = 0;
  const gap = (to: number) => {
    const part = text.slice(at, to);
    parts.push(
      comments.test(part) ? part.replace(comments, (comment) => comment.replace(/[^\n]/g, ' ')) : part,
    );
    comments.lastIndex = 0;
  };
  for (const { start, end } of literals) {
    if (start < at) {
      continue;
    }
    gap(start);
    parts.push('\0'.repeat(end - start));
    at = end;
  }
  gap(text.length);
  return parts.join('');
}

function commentPattern({ lineComments, blockComments }: Syntax): RegExp {
  const line = lineComments.map((mark) => `${mark.replace(/[^\w]/g, '\\$&')}[^\\n]*`);
  const block = blockComments ? ['/\\*[\\s\\S]*?(?:\\*/|$)'] : [];
  return new RegExp([...block, ...line, '(?!)'].join('|'), 'g');
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

/** The brackets of a text, and where its statements end. A bracket without its other one ends with the text. */
export function outlineOf(code: string): Group {
  const root = group('', -1, undefined);
  root.close = code.length;
  let current = root;
  for (const match of code.matchAll(/[()[\]{};,\n]/g)) {
    const { index: at, 0: character } = match;
    if (character === '(' || character === '[' || character === '{') {
      const bracket = character === '{' && code[at - 1] === '$' ? '$' : character;
      const inner = group(bracket, at, current);
      inner.close = code.length;
      current.children.push(inner);
      current = inner;
    } else if (character === ';') {
      current.ends.push(at);
    } else if (character === ',') {
      current.commas.push(at);
    } else if (character === '\n') {
      if (!isContinued(code, at)) {
        current.ends.push(at);
      }
    } else {
      current = closed(current, character, at, code);
    }
  }
  return root;
}

function group(bracket: Group['bracket'], open: number, parent: Group | undefined): Group {
  const isBlock = bracket === '';
  return { bracket, open, close: open, parent, children: [], isBlock, ends: [], commas: [] };
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
    const { children } = inner as Group;
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
