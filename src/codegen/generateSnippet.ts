// Imported by `import()` only: a file of its own, with the library, loaded when somebody asks for code.
import { csharpHttpclient } from '@scalar/snippetz/plugins/csharp/httpclient';
import { goNative } from '@scalar/snippetz/plugins/go/native';
import { javaNethttp } from '@scalar/snippetz/plugins/java/nethttp';
import { nodeFetch } from '@scalar/snippetz/plugins/node/fetch';
import { nodeUndici } from '@scalar/snippetz/plugins/node/undici';
import { phpCurl } from '@scalar/snippetz/plugins/php/curl';
import { pythonRequests } from '@scalar/snippetz/plugins/python/requests';
import { shellCurl } from '@scalar/snippetz/plugins/shell/curl';
import { tokenVariable } from '../environment/token';
import type { ShownRequest, SnippetId } from './snippetLanguages';

type Generator = typeof nodeFetch;

/** Stands for the token in what the library writes; every language has its own way to read a variable. */
const marker = 'OPENSIGN_API_TOKEN_IS_READ_HERE';
/** Stands for the name of the variable, until it is known whose token it is. */
const variable = 'OPENSIGN_TOKEN_VARIABLE';

interface Language {
  readonly generator: Generator;
  /** What the library writes, and what stands there instead. Each is there, and is replaced once. */
  readonly replace: readonly (readonly [written: string, instead: string])[];
  /** What the code needs in front of it. */
  readonly head?: string;
}

const quoted = `'${marker}'`;
const inHeader = (read: string) => [`"x-api-token", "${marker}"`, `"x-api-token", ${read}`] as const;

const languages: Readonly<Record<SnippetId, Language>> = {
  curl: {
    generator: shellCurl,
    replace: [[`'x-api-token: ${marker}'`, `"x-api-token: $${variable}"`]],
  },
  nodeFetch: { generator: nodeFetch, replace: [[quoted, `process.env.${variable}`]] },
  nodeUndici: { generator: nodeUndici, replace: [[quoted, `process.env.${variable}`]] },
  python: {
    generator: pythonRequests,
    head: 'import os\n\nimport requests\n\n',
    replace: [[`"${marker}"`, `os.environ["${variable}"]`]],
  },
  php: {
    generator: phpCurl,
    replace: [[`'x-api-token: ${marker}'`, `'x-api-token: ' . getenv('${variable}')`]],
  },
  csharp: {
    generator: csharpHttpclient,
    head: 'using System.Net.Http.Headers;\n\n',
    replace: [inHeader(`Environment.GetEnvironmentVariable("${variable}")`)],
  },
  go: {
    generator: goNative,
    replace: [['\t"net/http"\n', '\t"net/http"\n\t"os"\n'], inHeader(`os.Getenv("${variable}")`)],
  },
  java: {
    generator: javaNethttp,
    head: 'import java.net.http.*;\n\n',
    replace: [inHeader(`System.getenv("${variable}")`)],
  },
};

/** The request as code that reads the token from the environment variable of the request's environment. */
export function generate(id: SnippetId, { environment, method, url, body }: ShownRequest): string {
  const { generator, replace, head = '' } = languages[id];
  let code = generator.generate({
    method,
    url,
    headers: [
      { name: 'x-api-token', value: marker },
      { name: 'content-type', value: 'application/json' },
      { name: 'accept', value: 'application/json' },
    ],
    postData: { mimeType: 'application/json', text: JSON.stringify(body) },
  });
  for (const [written, instead] of replace) {
    const parts = code.split(written);
    const [before, ...after] = parts;
    if (before === undefined || after.length === 0) {
      throw new Error(`the generator for ${id} writes something else than it used to`);
    }
    code = before + instead.replace(variable, tokenVariable(environment)) + after.join(written);
  }
  return `${head}${code.trimEnd()}\n`;
}
