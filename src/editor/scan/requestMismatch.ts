import { hasBoth, isApiWord, mentionsBetween, type Mention, type Pair } from './hostMentions';

/**
 * Pairs in the same request of an `.http` file: the target in its first line, the token in a header. What a body says
 * is sent to the server, not used to reach it.
 */
export function requestPairs(text: string, mentions: readonly Mention[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const { start, end } of blocksOf(text)) {
    const head = headOf(text, start, end);
    if (head === undefined) {
      continue;
    }
    const inside = mentionsBetween(mentions, head.start, head.end);
    const target = inside.find((mention) => mention.role === 'target' && mention.end <= head.firstLineEnd);
    if (target === undefined || hasBoth(inside) || !isApiWord(text, target, head.start, head.firstLineEnd)) {
      continue;
    }
    pairs.push(
      ...inside.flatMap((token) =>
        token.role === 'token' && token.environment !== target.environment ? [{ token, target }] : [],
      ),
    );
  }
  return pairs;
}

/** What lies between lines that begin with `###`. */
function blocksOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/^###[^\n]*/gm)) {
    blocks.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  return [...blocks, { start, end: text.length }];
}

/** The first line of a request and its headers, up to the first empty line. Variables and comments come before it. */
function headOf(text: string, start: number, end: number) {
  for (let from = start; from < end;) {
    const newline = text.indexOf('\n', from);
    const lineEnd = newline === -1 ? end : Math.min(newline, end);
    if (/^\s*[^\s#@/<>]/.test(text.slice(from, lineEnd))) {
      const length = text.slice(from, end).search(/\n[ \t\r]*\n/);
      return { start: from, end: length === -1 ? end : from + length, firstLineEnd: lineEnd };
    }
    from = lineEnd + 1;
  }
  return undefined;
}
