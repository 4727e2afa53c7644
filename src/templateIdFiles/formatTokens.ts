/**
 * The tokens of a text, for telling whether two texts say the same: without white space, without what a formatter puts
 * there or takes away, with one kind of quotes. Undefined when there is something in it that `pattern` does not know.
 * `pattern` matches one token, or white space.
 */
function tokensOf(text: string, pattern: RegExp): readonly string[] | undefined {
  const tokens: string[] = [];
  const scanner = new RegExp(pattern.source, 'suy');
  while (scanner.lastIndex < text.length) {
    const token = scanner.exec(text)?.[0];
    if (token === undefined || token === '') {
      return undefined;
    }
    if (token.trim() !== '' && token !== ';') {
      tokens.push(unified(token));
    }
  }
  return tokens
    .filter((token, index) => token !== ',' || !/^[})\]]$/.test(tokens[index + 1] ?? ''))
    .map((token, index, all) =>
      all[index + 1] === ':' ? token.replace(/^"([A-Za-z_$][\w$]*)"$/, '$1') : token,
    );
}

/** Whether two texts have the same tokens, all of them known. */
export function sameTokens(one: string, other: string, pattern: RegExp): boolean {
  const tokens = tokensOf(one, pattern);
  return tokens !== undefined && JSON.stringify(tokens) === JSON.stringify(tokensOf(other, pattern));
}

/** A single-quoted string in double quotes, everything else with each run of white space as one space. */
function unified(token: string): string {
  const quoted = /^'([^"]*)'$/s.exec(token)?.[1];
  return (quoted === undefined ? token : `"${quoted}"`).replace(/\s+/g, ' ').trim();
}
