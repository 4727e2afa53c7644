import { environmentNames, type EnvironmentName } from '../../api/environmentName';
import { tokenVariable } from '../../environment/variables';
import { codePairs } from './codeMismatch';
import { commandPairs } from './commandMismatch';
import { mentionsBetween, mentionsOf, mentionsToken, type Mention, type Pair } from './hostMentions';
import { within } from './ids';
import { scriptSyntax, type Syntax } from './language';
import { lazyLiterals, literalsOf, type Literal } from './literals';
import { mappingPairs } from './mappingMismatch';
import { requestPairs } from './requestMismatch';

/** A token's variable beside the other environment's host. Offsets count UTF-16 units from the beginning of the text. */
export interface HostMismatch {
  readonly start: number;
  readonly end: number;
  /** The token's variable that stands there, and the one that fits the host. */
  readonly variable: string;
  readonly expected: string;
  readonly hostEnvironment: EnvironmentName;
}

/**
 * Variables of one environment's token in the same statement as the host, or the base URL's variable, of the other
 * one. Says nothing wherever it could be meant so: in a choice, a declaration, a list of settings, a comment, or when
 * the statement has what belongs to both. Never throws.
 *
 * @param hosts the hosts, with their ports, that the base URLs point to; the known ones need not be among them
 */
export function findHostMismatches(
  text: string,
  syntax: Syntax,
  hosts: Readonly<Record<EnvironmentName, readonly string[]>>,
  literals = lazyLiterals(text, syntax),
): readonly HostMismatch[] {
  if (syntax.statements === 'none' || !mentionsToken(text)) {
    return [];
  }
  const mentions = mentionsOf(text, hosts);
  // Most texts speak of one environment only: their statements need not be read.
  const canDiffer = environmentNames.some(
    (name) =>
      mentions.some(({ role, environment }) => role === 'token' && environment === name) &&
      mentions.some(({ role, environment }) => role === 'target' && environment !== name),
  );
  if (!canDiffer) {
    return [];
  }
  const byStart = new Map(
    pairsOf(text, syntax, mentions, literals).map(({ token, target }) => [
      token.start,
      {
        start: token.start,
        end: token.end,
        variable: tokenVariable(token.environment),
        expected: tokenVariable(target.environment),
        hostEnvironment: target.environment,
      },
    ]),
  );
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

function pairsOf(
  text: string,
  syntax: Syntax,
  mentions: readonly Mention[],
  literals: () => readonly Literal[],
): readonly Pair[] {
  const outsideComments = () => within(mentions, literals());
  switch (syntax.statements) {
    case 'code':
    case 'data':
      return codePairs(text, syntax, literals(), mentions, syntax.statements === 'data');
    case 'shell':
      return commandPairs(text, 0, text.length, outsideComments());
    case 'mapping':
      return mappingPairs(text, outsideComments());
    case 'requests':
      return requestPairs(text, outsideComments());
    case 'scripts':
      return scriptPairs(text, mentions);
    case 'none':
      return [];
  }
}

/** What stands in each `<script>` of a page or component, read on its own. */
function scriptPairs(text: string, mentions: readonly Mention[]): readonly Pair[] {
  return [...text.matchAll(/<script\b[^>]*>/gi)].flatMap(({ index, 0: tag }) => {
    const start = index + tag.length;
    const close = text.indexOf('</script', start);
    const end = close === -1 ? text.length : close;
    const moved = mentionsBetween(mentions, start, end).map((mention) => ({
      ...mention,
      start: mention.start - start,
      end: mention.end - start,
    }));
    const script = text.slice(start, end);
    return codePairs(script, scriptSyntax, literalsOf(script, scriptSyntax), moved, false).map(
      ({ token, target }) => ({
        token: { ...token, start: token.start + start, end: token.end + start },
        target,
      }),
    );
  });
}
