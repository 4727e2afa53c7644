import { hasBoth, isApiWord, mentionsBetween, type Mention, type Pair } from './hostMentions';

interface Command {
  readonly start: number;
  readonly end: number;
}

/** A quote that is never closed must not make one command of all the rest. */
const longestCommand = 4000;

/** What ends a command or opens something in it. Lines that end with a backslash go on. */
const anyMark =
  /\\[\s\S]|["']|(?<![^\s;|&(])#[^\n]*|(?<!<)<<-?\s*\\?["']?(\w+)|[;\n]|&&|\|\|?|(?<![<>])&(?![>])/g;

/** The commands of a shell script between two places. What follows `<<` is no command. */
function commandsOf(text: string, from: number, to: number): readonly Command[] {
  const commands: Command[] = [];
  let start = from;
  let quote = '';
  let until: string | undefined;
  const marks = new RegExp(anyMark);
  marks.lastIndex = from;
  for (let match = marks.exec(text); match !== null && match.index < to; match = marks.exec(text)) {
    const { index: at, 0: mark, 1: heredoc } = match;
    if (mark.startsWith('\\')) {
      continue;
    }
    if (mark === '"' || mark === "'") {
      quote = quote === '' ? mark : quote === mark ? '' : quote;
      continue;
    }
    if (quote !== '' && at - start < longestCommand) {
      // A comment's mark inside quotes is none, and neither is what follows it on its line.
      marks.lastIndex = at + 1;
      continue;
    }
    quote = '';
    if (heredoc !== undefined) {
      until = heredoc;
      marks.lastIndex = at + 2;
    } else if (mark.startsWith('#')) {
      commands.push({ start, end: at });
      start = at + mark.length;
    } else {
      commands.push({ start, end: at });
      start = at + mark.length;
      if (mark === '\n' && until !== undefined) {
        start = marks.lastIndex = endOfHeredoc(text, start, to, until);
        until = undefined;
      }
    }
  }
  return [...commands, { start, end: to }];
}

function endOfHeredoc(text: string, from: number, to: number, word: string): number {
  const closing = new RegExp(`^[ \\t]*${word}[ \\t\\r]*$`, 'gm');
  closing.lastIndex = from;
  const match = closing.exec(text);
  return match === null ? to : match.index + match[0].length;
}

/** Pairs in the same command of a shell, between two places of a text. */
export function commandPairs(
  text: string,
  from: number,
  to: number,
  mentions: readonly Mention[],
): readonly Pair[] {
  return commandsOf(text, from, to).flatMap(({ start, end }) => {
    const inside = mentionsBetween(mentions, start, end);
    if (hasBoth(inside) || hasManyRequests(text.slice(start, end))) {
      return [];
    }
    const target = inside.find((mention) => mention.role === 'target' && isTarget(text, mention, start, end));
    return inside.flatMap((token) =>
      token.role === 'token' &&
      target !== undefined &&
      target.environment !== token.environment &&
      isPutIn(text, token)
        ? [{ token, target }]
        : [],
    );
  });
}

/** As a quote gone astray would make of the rest of a script. */
function hasManyRequests(command: string): boolean {
  return (command.match(/(?<![\w.-])(?:curl|wget|https?)\s/g) ?? []).length > 1;
}

function isTarget(text: string, mention: Mention, start: number, end: number): boolean {
  if (mention.by === 'variable') {
    return isPutIn(text, mention);
  }
  return isApiWord(text, mention, start, end);
}

/** `$NAME`, `${NAME}`, `$(NAME)`, `%NAME%`, `{{…NAME}}`: not a name alone, nor one that is given its value. */
function isPutIn(text: string, { start }: Mention): boolean {
  return /(?:\$[({]?|%|\$env:|\{\{[^{}\n]*)$/i.test(text.slice(Math.max(0, start - 40), start));
}
