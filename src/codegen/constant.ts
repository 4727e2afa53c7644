import { toIdentifier } from '../source/identifier';
import { forComment } from './escape';
import type { LanguageId } from './codeLanguages';

/** How a language declares a constant. */
interface Style {
  readonly comment: '//' | '#';
  readonly name: (words: readonly string[]) => string;
  readonly declare: (name: string, id: string) => string;
}

const upperSnake = (words: readonly string[]) => words.join('_').toUpperCase();
const pascal = (words: readonly string[]) => words.map(capital).join('');
const camel = (words: readonly string[]) => {
  const [first = '', ...rest] = words;
  return first.toLowerCase() + pascal(rest);
};

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

const script: Style = {
  comment: '//',
  name: upperSnake,
  declare: (name, id) => `const ${name} = '${id}';`,
};
const assigned: Style = { comment: '#', name: upperSnake, declare: (name, id) => `${name} = '${id}'` };

const styles: Readonly<Record<LanguageId, Style>> = {
  typescript: script,
  javascript: script,
  php: script,
  python: assigned,
  ruby: assigned,
  shell: { ...assigned, declare: (name, id) => `${name}='${id}'` },
  http: { ...assigned, declare: (name, id) => `@${name} = ${id}` },
  csharp: { comment: '//', name: pascal, declare: (name, id) => `const string ${name} = "${id}";` },
  go: { comment: '//', name: camel, declare: (name, id) => `const ${name} = "${id}"` },
  java: {
    comment: '//',
    name: upperSnake,
    declare: (name, id) => `static final String ${name} = "${id}";`,
  },
  rust: { comment: '//', name: upperSnake, declare: (name, id) => `const ${name}: &str = "${id}";` },
};

export interface NamedId {
  readonly kind: 'template' | 'document';
  readonly id: string;
  readonly title: string | undefined;
}

/**
 * An id as a constant whose name comes from the title, under `comment`, which says what it is the id of. Ids are
 * letters and digits.
 */
export function constantFor(
  { kind, id, title = '' }: NamedId,
  language: LanguageId,
  comment: string,
): string {
  const { comment: prefix, name, declare } = styles[language];
  const words = toIdentifier(title, { letters: 'UPPER_SNAKE', afterPrefix: true }).split('_');
  // A name cannot begin with a digit, so that what it is comes first then.
  const all = /^\d/.test(words[0] ?? '') ? [kind, ...words, 'id'] : [...words, kind, 'id'];
  return `${prefix} ${forComment(comment)}\n${declare(name(all.filter((word) => word !== '')), id)}\n`;
}
