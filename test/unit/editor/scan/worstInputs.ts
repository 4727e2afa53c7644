const filled = (part: string) => (size: number) => part.repeat(Math.ceil(size / part.length));
const quoted = (part: string) => (size: number) => `"${filled(part)(size)}`;

export interface WorstInput {
  readonly language: string;
  readonly name: string;
  /** The text, about `size` characters long. */
  readonly text: (size: number) => string;
}

/** Texts that tempt a scanner to read the same place again and again. */
export const worstInputs: readonly WorstInput[] = [
  ...[
    ['python', '"""'],
    ['python', '"'],
    ['csharp', '@"'],
    ['rust', 'r#"'],
    ['typescript', 'a'],
    ['typescript', '\\'],
    ['typescript', 'opensign.'],
    ['yaml', 'opensign.'],
    ['typescript', '`${'],
    ['typescript', '/'],
    ['typescript', '/['],
    ['typescript', 'return/'],
    ['typescript', '({['],
    ['java', "'\\"],
    ['yaml', "'"],
    ['yaml', ' #'],
    ['yaml', 'a='],
    ['yaml', ' '],
  ].map(([language = '', part = '']) => ({
    language,
    name: `${JSON.stringify(part)} again and again`,
    text: filled(part),
  })),
  ...[
    ['typescript', 'a'],
    ['typescript', '\\'],
    ['typescript', 'opensign.'],
    // Tokens, each with its surroundings to be checked.
    ['json', 'opensign.aB3dE5gH7jK9mN1pQ3sT5v '],
  ].map(([language = '', part = '']) => ({
    language,
    name: `${JSON.stringify(part)} again and again in quotes`,
    text: quoted(part),
  })),
];
