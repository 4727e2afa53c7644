import * as assert from 'node:assert';
import { findHostMismatches } from '../../../src/idInsights/hostMismatch';
import { getSyntax } from '../../../src/source/language';
import { SourceText } from '../../../src/source/sourceText';

const live = 'OPENSIGN_API_TOKEN';
const sandbox = 'OPENSIGN_SANDBOX_API_TOKEN';
const sandboxUrl = 'https://sandbox.opensignlabs.com/api/v1.2';
const liveUrl = 'https://app.opensignlabs.com/api/v1.2';

function find(language: string, text: string, hosts = { live: [] as string[], sandbox: [] as string[] }) {
  const syntax = getSyntax(language, 'untitled');
  assert.ok(syntax);
  return findHostMismatches(new SourceText(text, syntax), hosts);
}

/** Each case has one wrong variable, which is the only finding. */
const wrong: readonly (readonly [name: string, language: string, text: string])[] = [
  [
    'the reverse, without semicolons',
    'javascript',
    `const url = 'x'
const answer = await fetch("${liveUrl}/getuser", { headers: { "x-api-token": process.env.${sandbox} } })
console.log(answer)
`,
  ],
  [
    'a template literal with a variable',
    'typescript',
    `it('lists', async () => {
  const list = await fetch(\`\${process.env.OPENSIGN_SANDBOX_BASE_URL}/templatelist?limit=\${limit}\`, {
    headers: { 'x-api-token': process.env.${live} },
  });
});`,
  ],
  [
    'a template literal with the host',
    'typescriptreact',
    `get(\`${sandboxUrl}/template/\${id}\`, process.env['${live}'])`,
  ],
  [
    'an object',
    'typescript',
    `export const client = new Client({ baseUrl: new URL('${sandboxUrl}'), token: process.env.${live} });`,
  ],
  [
    'axios',
    'javascript',
    `axios({ url: '${liveUrl}/getuser', headers: { 'x-api-token': process.env.${sandbox} } });`,
  ],
  ['the host alone', 'typescript', `call('sandbox.opensignlabs.com', process.env.${live});`],
  [
    'Python with getenv and f-string',
    'python',
    `r = requests.post(f"{os.environ['OPENSIGN_BASE_URL']}/createdocument/{template}", json=body, headers={"x-api-token": os.getenv("${sandbox}", "")})`,
  ],
  [
    'C#',
    'csharp',
    `var request = new HttpRequestMessage(HttpMethod.Get, "${sandboxUrl}/getuser") { Headers = { } };
var other = client.Send(new Uri("${sandboxUrl}/getuser"), Environment.GetEnvironmentVariable("${live}"));`,
  ],
  ['Go', 'go', `request := newRequest("GET", "${sandboxUrl}/getuser", os.Getenv("${live}"))`],
  [
    'curl',
    'shellscript',
    `#!/bin/sh
set -e
curl --request POST "${sandboxUrl}/createdocument/$1" \\
  --header "x-api-token: $${live}" \\
  --data '{
    "signers": []
  }' | jq .
`,
  ],
  [
    'curl with the variable of the base URL',
    'shellscript',
    `curl -H "x-api-token: \${${sandbox}}" "$OPENSIGN_BASE_URL/getuser"`,
  ],
  [
    'a command in JSON',
    'json',
    `{ "scripts": { "me": "curl -H \\"x-api-token: $${live}\\" ${sandboxUrl}/getuser" } }`,
  ],
  [
    'a request',
    'http',
    `@id = 1

### Who am I?
# @name me
GET ${sandboxUrl}/getuser
x-api-token: {{$processEnv ${live}}}

###
GET https://example.com
`,
  ],
  [
    'Windows’ line ends',
    'typescript',
    `fetch('${sandboxUrl}', {\r\n  token: process.env.${live},\r\n});\r\n`,
  ],
];

/** Likely wrong, but not certain at a glance: further apart, another call, or a format that isn't read for this. */
const uncertain: typeof wrong = [
  [
    'a fetch over several lines',
    'typescript',
    `const answer = await fetch('${sandboxUrl}/templatelist?limit=10', {
  method: 'GET',
  headers: {
    'x-api-token': process.env.${live} ?? '',
    accept: 'application/json', // the sandbox's
  },
});
`,
  ],
  [
    'Python requests',
    'python',
    `import os

import requests

answer = requests.get(
    "${sandboxUrl}/templatelist",
    headers={
        "x-api-token": os.environ["${live}"],  # from .env
    },
    timeout=30,
)
answer.raise_for_status()
`,
  ],
  [
    'PHP',
    'php',
    `<?php
curl_setopt_array($curl, [
  CURLOPT_URL => '${sandboxUrl}/getuser',
  CURLOPT_HTTPHEADER => ['x-api-token: ' . getenv('${live}')],
]);
`,
  ],
  [
    'Java’s builder',
    'java',
    `HttpRequest request = HttpRequest.newBuilder()
    .uri(URI.create("${sandboxUrl}/getuser"))
    .header("x-api-token", System.getenv("${live}"))
    .GET()
    .build();`,
  ],
  [
    'Rust’s builder',
    'rust',
    `let answer = client
    .get("${sandboxUrl}/getuser")
    .header("x-api-token", std::env::var("${live}")?)
    .send()
    .await?;`,
  ],
  ['Ruby', 'ruby', `HTTP.headers("x-api-token" => ENV.fetch("${live}")).get("${sandboxUrl}/getuser")`],
  [
    'an object in JSON',
    'json',
    `[{ "url": "${sandboxUrl}/getuser", "headers": { "x-api-token": "\${${live}}" } }]`,
  ],
  [
    'a mapping in YAML',
    'yaml',
    `requests:
  - name: me
    url: ${sandboxUrl}/getuser
    headers:
      x-api-token: \${${live}}
  - name: other
    url: https://example.com
`,
  ],
  [
    'a script in YAML',
    'yaml',
    `jobs:
  - run: |
      echo start
      curl -sf ${sandboxUrl}/getuser \\
        -H "x-api-token: $${live}"
`,
  ],
  [
    'a script of a page',
    'vue',
    `<script setup lang="ts">\nfetch('${sandboxUrl}', { headers: { t: import.meta.env.${live} } })\n</script>`,
  ],
];

/** None of these is reported. */
const right: readonly (readonly [name: string, language: string, text: string])[] = [
  [
    'what fits',
    'typescript',
    `fetch('${sandboxUrl}', { headers: { 'x-api-token': process.env.${sandbox} } })`,
  ],
  ['what fits, live', 'python', `requests.get("${liveUrl}", headers={"x-api-token": os.environ["${live}"]})`],
  [
    'a choice between environments',
    'typescript',
    `const client = isLive ? create('${liveUrl}', process.env.${live}) : create('${sandboxUrl}', process.env.${sandbox});`,
  ],
  [
    'a choice of hosts',
    'typescript',
    `fetch(isLive ? '${liveUrl}' : '${sandboxUrl}', { token: process.env.${live} })`,
  ],
  [
    'a choice of hosts, one of them unknown',
    'typescript',
    `fetch(isLive ? url : '${sandboxUrl}', { token: process.env.${live} })`,
  ],
  [
    'a choice of tokens',
    'typescript',
    `fetch('${sandboxUrl}', { token: isLive ? process.env.${live} : '' })`,
  ],
  ['a choice in Python', 'python', `get("${sandboxUrl}" if test else url, os.environ["${live}"])`],
  [
    'a host to fall back on',
    'typescript',
    `fetch(process.env.OUR_URL ?? '${sandboxUrl}', { token: process.env.${live} })`,
  ],
  [
    'a fall back in a template',
    'typescript',
    `fetch(\`\${process.env.OUR_URL || '${sandboxUrl}'}/x\`, { token: process.env.${live} })`,
  ],
  [
    'a fall back in Python',
    'python',
    `get(os.environ.get("OUR_URL", "${sandboxUrl}"), headers={"x-api-token": os.environ["${live}"]})`,
  ],
  [
    'a token to fall back on',
    'typescript',
    `fetch('${sandboxUrl}', { token: process.env.${sandbox} ?? process.env.${live} })`,
  ],
  [
    'a call with both hosts',
    'typescript',
    `copy(fetch('${sandboxUrl}', { token: process.env.${live} }), '${liveUrl}')`,
  ],
  [
    'settings with names of one’s own',
    'yaml',
    `env:\n  OPENSIGN_URL: ${sandboxUrl}\n  OPENSIGN_KEY: \${${live}}\n`,
  ],
  [
    'two statements',
    'typescript',
    `const url = '${sandboxUrl}'\nconst token = process.env.${live}\nfetch('${sandboxUrl}'); use(process.env.${live});`,
  ],
  [
    'a block for each environment',
    'typescript',
    `if (kind === 'a') { url = '${sandboxUrl}' } else { token = process.env.${live} }
function a() { return fetch('${sandboxUrl}') }
function b() { return process.env.${live} }`,
  ],
  [
    'calls in a callback',
    'javascript',
    `describe('x', () => {\n  it('a', () => ping('${sandboxUrl}'))\n  it('b', () => use(process.env.${live}))\n})`,
  ],
  [
    'an object for each environment',
    'typescript',
    `const settings = {
  live: { url: liveUrl, token: process.env.${live} },
  sandbox: { url: '${sandboxUrl}', token: ours },
};`,
  ],
  [
    'calls side by side',
    'typescript',
    `await Promise.all([ping('${sandboxUrl}'), use(process.env.${live})])`,
  ],
  [
    'keys that name the environment',
    'typescript',
    `const settings = { sandboxUrl: '${sandboxUrl}', liveToken: process.env.${live} };`,
  ],
  [
    'arms of a match',
    'rust',
    `let c = match env { Env::Sandbox => ("${sandboxUrl}", key()), Env::Live => (url(), var("${live}")) };`,
  ],
  [
    'a comment',
    'typescript',
    `fetch('${sandboxUrl}', { token: ours /* not process.env.${live} */ }); // ${live}`,
  ],
  ['a host in a comment', 'typescript', `use(process.env.${live}, /* ${sandboxUrl} */ 1)`],
  [
    'a commented call',
    'python',
    `# requests.get("${sandboxUrl}", headers={"x-api-token": os.environ["${live}"]})`,
  ],
  [
    'the page that creates tokens',
    'typescript',
    `fail('https://app.opensignlabs.com/generatetoken', process.env.${sandbox})`,
  ],
  ['a message', 'typescript', `throw new Error('Set ${live} to call ${sandboxUrl}');`],
  ['an error about the token', 'typescript', `if (!token) fail('${live} is not set', '${sandboxUrl}')`],
  ['imports', 'typescript', `import { ${live}, OPENSIGN_SANDBOX_BASE_URL } from './env';`],
  ['imports in Python', 'python', `from env import ${live}, OPENSIGN_SANDBOX_BASE_URL\n`],
  ['a pattern', 'typescript', `const { ${live}, OPENSIGN_SANDBOX_BASE_URL } = process.env;`],
  [
    'a list of names',
    'typescript',
    `check(['${live}', 'OPENSIGN_SANDBOX_BASE_URL']); need('${live}', 'OPENSIGN_SANDBOX_BASE_URL')`,
  ],
  [
    'a schema',
    'typescript',
    `z.object({ ${live}: z.string(), OPENSIGN_SANDBOX_BASE_URL: z.string().default('${sandboxUrl}') })`,
  ],
  [
    'a longer name',
    'typescript',
    `fetch('${sandboxUrl}', { token: process.env.MY_${live} ?? process.env.${live}_2 })`,
  ],
  [
    'a longer host',
    'typescript',
    `fetch('https://sandbox.opensignlabs.com.example.org/api', { token: process.env.${live} })`,
  ],
  ['an environment file', 'dotenv', `OPENSIGN_BASE_URL=${sandboxUrl}\n${live}=$${live}\n`],
  [
    'settings of a container',
    'yaml',
    `environment:\n  ${live}: \${${live}}\n  OPENSIGN_BASE_URL: ${sandboxUrl}\n`,
  ],
  ['settings of a job', 'yaml', `env:\n  TOKEN: \${{ secrets.${live} }}\n  SANDBOX: ${sandboxUrl}\n`],
  [
    'two items of a list',
    'yaml',
    `- url: ${sandboxUrl}\n  token: a\n- url: https://example.com\n  token: \${${live}}\n`,
  ],
  ['two mappings', 'yaml', `sandbox:\n  url: ${sandboxUrl}\nlive:\n  token: \${${live}}\n`],
  ['two objects', 'json', `{ "a": { "url": "${sandboxUrl}" }, "b": { "token": "\${${live}}" } }`],
  ['settings of a launch', 'json', `{ "env": { "${live}": "\${input:token}", "BASE": "${sandboxUrl}" } }`],
  [
    'two scripts',
    'json',
    `{ "scripts": { "ping": "curl ${sandboxUrl}/", "deploy": "deploy --token $${live}" } }`,
  ],
  [
    'two commands',
    'shellscript',
    `curl ${sandboxUrl}/ && deploy "$${live}"; echo ${sandboxUrl} | use $${live}\nping ${sandboxUrl}\nuse $${live}\n`,
  ],
  ['forwarded variables', 'shellscript', `docker run -e ${live} -e OPENSIGN_BASE_URL=${sandboxUrl} image`],
  ['a variable set', 'shellscript', `${live}=abc URL=${sandboxUrl}/ npm start`],
  ['a file written by a script', 'shellscript', `cat > .env <<EOF\nA=${sandboxUrl} B=$${live}\nEOF\n`],
  [
    'a comment in a script',
    'shellscript',
    `curl ${sandboxUrl}/ # not with $${live}\n# curl ${sandboxUrl} $${live}\n`,
  ],
  [
    'two requests',
    'http',
    `GET ${sandboxUrl}/getuser\n\n###\nGET https://example.com\nx-api-token: {{$processEnv ${live}}}\n`,
  ],
  ['a body', 'http', `POST ${sandboxUrl}/getuser\n\n{ "token": "${live}" }\n`],
  ['prose', 'markdown', `\`curl -H "x-api-token: $${live}" ${sandboxUrl}\``],
];

describe('a token’s variable next to the other environment’s host', () => {
  for (const [name, language, text] of wrong) {
    it(`is found in ${name} (${language})`, () => {
      const variable = text.includes(sandbox) ? sandbox : live;
      const start = text.lastIndexOf(variable);
      assert.deepStrictEqual(find(language, text), [
        {
          start,
          end: start + variable.length,
          variable,
          expected: variable === live ? sandbox : live,
          hostEnvironment: variable === live ? 'sandbox' : 'live',
        },
      ]);
    });
  }

  for (const [name, language, text] of [...right, ...uncertain]) {
    it(`is not reported in ${name} (${language})`, () => {
      assert.deepStrictEqual(find(language, text), []);
    });
  }

  it('includes the hosts of the settings, but none that both environments share', () => {
    const text = `fetch('http://localhost:8080/api/v1.2/getuser', { token: process.env.${live} });`;
    const at = (hosts: { live: string[]; sandbox: string[] }) => find('typescript', text, hosts).length;
    assert.strictEqual(at({ live: [], sandbox: ['localhost:8080'] }), 1);
    assert.strictEqual(at({ live: [], sandbox: ['LOCALHOST:8080'] }), 1);
    assert.strictEqual(at({ live: ['localhost:8080'], sandbox: ['localhost:8080'] }), 0);
    assert.strictEqual(at({ live: [], sandbox: ['localhost'] }), 0);
    assert.strictEqual(at({ live: [], sandbox: ['localhost:80'] }), 0);
    const reverse = text.replace(live, sandbox);
    const shared = { live: ['localhost:8080'], sandbox: ['localhost:8080'] };
    assert.deepStrictEqual(find('typescript', reverse, shared), []);
    assert.strictEqual(find('typescript', reverse, { ...shared, sandbox: [] }).length, 1);
    const known = `fetch('${sandboxUrl}', { token: process.env.${live} });`;
    assert.deepStrictEqual(
      find('typescript', known, { live: ['sandbox.opensignlabs.com'], sandbox: [] }),
      [],
    );
  });

  it('is found each time it occurs, and in incomplete code', () => {
    const call = `fetch('${sandboxUrl}', { token: process.env.${live} });\n`;
    assert.strictEqual(find('typescript', call.repeat(50)).length, 50);
    assert.strictEqual(find('typescript', `)]}\n${call}`).length, 1);
    assert.strictEqual(find('typescript', call.slice(0, -5)).length, 1);
    for (let cut = 0; cut < call.length; cut++) {
      find('typescript', call.slice(cut));
      find('yaml', call.slice(0, cut));
      find('shellscript', call.slice(0, cut));
    }
  });
});
