/** Without a token's variable, the host-mismatch rule reads nothing. */
const pair = 'OPENSIGN_API_TOKEN https://sandbox.opensignlabs.com/api/v1.2';

export interface WorstInput {
  readonly language: string;
  readonly name: string;
  /** The text, about `size` characters long. */
  readonly text: (size: number) => string;
}

/** `part` again and again, in about `size` characters. */
export function fill(part: string, size: number): string {
  return part.repeat(Math.ceil(size / part.length));
}

const parts: readonly (readonly [language: string, part: string])[] = [
  ['typescript', 'a'],
  ['typescript', '\\'],
  ['typescript', '/'],
  ['typescript', '/['],
  ['typescript', 'return/'],
  ['typescript', '`${'],
  ['typescript', '({['],
  ['typescript', '(('],
  ['typescript', 'opensign.'],
  ['typescript', `f('https://sandbox.opensignlabs.com/api', { t: process.env.OPENSIGN_API_TOKEN, `],
  ['typescript', `"${pair}" `],
  ['typescript', `${pair}(`],
  ['typescript', '"a'],
  ['python', '"""'],
  ['python', '"'],
  ['csharp', '@"'],
  ['rust', 'r#"'],
  ['rust', 'r#"\n'],
  ['java', `'\\"`],
  ['html', '<script>'],
  ['html', '<script '],
  ['vue', '<script>\n'],
  ['yaml', "'"],
  ['yaml', ' #'],
  ['yaml', 'a='],
  ['yaml', ' '],
  ['yaml', 'opensign.'],
  ['yaml', `${pair} `],
  ['json', '{"a":['],
  // Tokens with surroundings to check.
  ['json', 'opensign.aB3dE5gH7jK9mN1pQ3sT5v '],
  ['json', '"opensign.aB3dE5gH7jK9mN1pQ3sT5v '],
  ['shellscript', `curl -H "$${pair}" `],
  ['shellscript', `curl $${pair}`],
  ['shellscript', 'curl "'],
  ['shellscript', '\\\n'],
  ['http', `GET ${pair}`],
  ['http', '###\n'],
];

/** Texts that made a rule slow, or could: they make a careless one read the same place again and again. */
export const worstInputs: readonly WorstInput[] = parts.map(([language, part]) => ({
  language,
  name: `${JSON.stringify(part.slice(0, 24))} (${language})`,
  text: (size) => `${fill(part, size)}\n${pair}`,
}));
