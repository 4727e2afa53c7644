import { randomId } from './corpus/random';

/** A document of the benchmark, made of lines as people write them, some with an ID or a token's variable. */
export interface MadeDocument {
  readonly name: string;
  readonly language: string;
  readonly text: string;
}

type Line = (random: () => number, id: () => string) => string;

const typescript: readonly Line[] = [
  () => `import { request, type Options } from '../support/request';`,
  (_, id) => `  const answer = await request(\`\${base}/template/${id()}\`, { method: 'GET' });`,
  (random) =>
    `  if (answer.status === ${Math.floor(random() * 500)}) { throw new Error("it's not found"); } // never`,
  (random) => `  const limit = total / pages / ${Math.floor(random() * 99)} + options['page size'].length;`,
  () => `  /* the next one is as long as the lines of most programs are, and says nothing */`,
  () =>
    `  return list.filter(({ name }) => /["'\\/]/.test(name)).map((item) => ({ ...item, title: \`\${item.a}: \${item.b}\` }));`,
  (random) =>
    random() < 0.02
      ? `  headers: { 'x-api-token': process.env.OPENSIGN_SANDBOX_API_TOKEN ?? '' },`
      : `  headers: { accept: 'application/json', 'user-agent': agent },`,
  (random) =>
    random() < 0.02
      ? `const live = 'https://app.opensignlabs.com/api/v1.2';`
      : `const other = 'https://example.com/api';`,
  () => `}`,
];
const json: readonly Line[] = [
  (_, id) => `    "id": "${id()}",`,
  () => `    "name": "some name of a template",`,
  () => `    "tags": ["background", "foreground"],`,
  (random) => `    "hash": "${String(random()).slice(2)}abcdef", "count": 1234567890,`,
  () => `    "escaped": "a \\"quoted\\" word\\n"`,
  () => `  }, {`,
];
const yaml: readonly Line[] = [
  (_, id) => `- template: ${id()} # the first of them`,
  () => `  name: "a # b"`,
  () => `  description: it's a text of some length that goes on to the end of its line`,
  (random) => `  value: ${random()}`,
];
const minified: readonly Line[] = [
  (_, id) => `function a(b,c){return b?c.d("${id()}"):c.e('f')/2}`,
  () => `var g=/[/"]/.test(h)?i[j]:{k:"l",m:\`n\${o}p\`};`,
];

/** A document of `lines` lines, the same one for the same seed. One ID in twenty is one of `ids`. */
export function makeDocument(
  kind: 'typescript' | 'json' | 'yaml' | 'minified',
  lines: number,
  ids: readonly string[],
  random: () => number,
): MadeDocument {
  const kinds = { typescript, json, yaml, minified }[kind];
  const id = () => (random() < 0.05 ? ids[Math.floor(random() * ids.length)] : undefined) ?? randomId(random);
  const made = Array.from(
    { length: lines },
    () => kinds[Math.floor(random() * kinds.length)]?.(random, id) ?? '',
  );
  return {
    name: kind,
    language: kind === 'minified' ? 'javascript' : kind,
    text: made.join(kind === 'minified' ? '' : '\n'),
  };
}
