import * as assert from 'node:assert';
import { moveTokenToEnv } from '../../../src/dotenv/moveToken';
import { testUri } from './testUri';
import { tokens, World } from './world';

const { sandbox, live } = tokens;
const name = 'OPENSIGN_SANDBOX_API_TOKEN';
const code = `const t = '${sandbox}';\n`;
const codeAfter = `const t = process.env.${name} ?? '';\n`;

/** No message or question contains a token. */
function assertSilent(world: World): void {
  const said = JSON.stringify([world.messages, world.questions, world.events]);
  assert.ok(!said.includes(sandbox) && !said.includes(live), said);
}

async function moveIn(world: World, found = world.found('/w/src/a.ts')): Promise<void> {
  await moveTokenToEnv(world.context, [found], world);
  await world.settled();
  assertSilent(world);
}

describe('Move Token to .env', () => {
  it('creates and saves .gitignore, then .env, and doesn’t save the code', async () => {
    const world = new World({ '/w/src/a.ts': code });
    await moveIn(world);
    assert.strictEqual(world.text('/w/.gitignore'), '.env\n');
    assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
    assert.strictEqual(world.shownText('/w/src/a.ts'), codeAfter);
    assert.strictEqual(world.text('/w/src/a.ts'), code);
    // VS Code may save automatically, so git confirms the line before any editor has the token.
    assert.deepStrictEqual(world.events, ['apply', 'save /w/.gitignore', 'apply', 'save /w/.env']);
    assert.strictEqual(world.refreshed, 1);
    assert.match(
      world.messages.join(),
      /^Wrote the Sandbox token to \.env as OPENSIGN_SANDBOX_API_TOKEN\. The code now reads that variable\./,
    );
  });

  it('is undone in one step, except for .gitignore', async () => {
    const world = new World({ '/w/src/a.ts': code, '/w/.gitignore': 'a\r\n', '/w/.env': 'A=1' });
    await moveIn(world);
    assert.strictEqual(world.text('/w/.gitignore'), 'a\r\n.env\r\n');
    assert.strictEqual(world.text('/w/.env'), `A=1\n${name}=${sandbox}\n`);
    world.undo();
    const paths = ['/w/src/a.ts', '/w/.gitignore', '/w/.env'];
    assert.deepStrictEqual(
      paths.map((path) => world.shownText(path)),
      [code, 'a\r\n.env\r\n', 'A=1'],
    );
  });

  it('doesn’t change a .gitignore that already ignores the file', async () => {
    const world = new World({ '/w/src/a.ts': code, '/w/.gitignore': '*.env' });
    await moveIn(world);
    assert.deepStrictEqual(world.events, ['apply', 'save /w/.env']);
    assert.strictEqual(world.text('/w/.gitignore'), '*.env');
  });

  it('overrides an exception in .gitignore', async () => {
    const world = new World({ '/w/src/a.ts': code, '/w/.gitignore': '.env\n!.env\n' });
    await moveIn(world);
    assert.strictEqual(world.text('/w/.gitignore'), '.env\n!.env\n.env\n');
  });

  it('uses the nearest .env and the nearest .gitignore', async () => {
    const world = new World({
      '/w/p/src/a.ts': code,
      '/w/p/.env': '',
      '/w/.env': '',
      '/w/.gitignore': 'x\n',
      '/w/p/src/.gitignore': '',
    });
    await moveIn(world, world.found('/w/p/src/a.ts'));
    assert.strictEqual(world.text('/w/p/.env'), `${name}=${sandbox}\n`);
    assert.strictEqual(world.text('/w/.env'), '');
    assert.strictEqual(world.text('/w/.gitignore'), 'x\n.env\n');
  });

  it('writes the Live token to the variable for Live', async () => {
    const world = new World({ '/w/src/a.ts': `f("${live}")` });
    await moveIn(world, world.found('/w/src/a.ts', 'live'));
    assert.strictEqual(world.text('/w/.env'), `OPENSIGN_API_TOKEN=${live}\n`);
    assert.strictEqual(world.shownText('/w/src/a.ts'), 'f(process.env.OPENSIGN_API_TOKEN ?? "")');
  });

  it('doesn’t write a value that is already there, and still changes the code', async () => {
    const env = `${name}="${sandbox}"\n`;
    const world = new World({ '/w/src/a.ts': code, '/w/.env': env, '/w/.gitignore': '.env' });
    await moveIn(world);
    assert.strictEqual(world.text('/w/.env'), env);
    assert.strictEqual(world.shownText('/w/src/a.ts'), codeAfter);
    assert.deepStrictEqual(world.events, ['apply']);
  });

  it('fills in an empty value without a question', async () => {
    const world = new World({ '/w/src/a.ts': code, '/w/.env': `${name}= # yours\n` });
    await moveIn(world);
    assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox} # yours\n`);
  });

  describe('with another value in .env', () => {
    const files = { '/w/src/a.ts': code, '/w/.env': `${name}=other\n`, '/w/.gitignore': '.env\n' };

    it('replaces it when the user chooses that', async () => {
      const world = new World(files);
      world.answers = ['Replace'];
      await moveIn(world);
      assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
      assert.match(
        world.questions[0]?.question ?? '',
        /OPENSIGN_SANDBOX_API_TOKEN in \.env with the Sandbox token/,
      );
    });

    it('keeps it and changes the code when the user chooses that', async () => {
      const world = new World(files);
      world.answers = ['Keep the Value in .env'];
      await moveIn(world);
      assert.strictEqual(world.text('/w/.env'), `${name}=other\n`);
      assert.strictEqual(world.shownText('/w/src/a.ts'), codeAfter);
      assert.match(world.messages.join(), /^Kept the value of OPENSIGN_SANDBOX_API_TOKEN in \.env/);
    });

    it('does nothing when the question is closed', async () => {
      const world = new World(files);
      world.answers = [undefined];
      await moveIn(world);
      assert.deepStrictEqual(world.events, ['ask']);
      assert.deepStrictEqual(world.messages, []);
    });

    it('asks again when the value changes meanwhile', async () => {
      const world = new World(files);
      const change = () => {
        world.document(testUri('/w/.env')).change(`${name}=third\n`);
        return 'Replace';
      };
      world.answers = [change, undefined];
      await moveIn(world);
      assert.strictEqual(world.questions.length, 2);
      assert.strictEqual(world.shownText('/w/.env'), `${name}=third\n`);
    });

    it('finds the token when the code changes during the question', async () => {
      const world = new World(files);
      world.answers = [
        () => {
          world.document(testUri('/w/src/a.ts')).change(`// first\n${code}`);
          return 'Replace';
        },
      ];
      await moveIn(world);
      assert.strictEqual(world.shownText('/w/src/a.ts'), `// first\n${codeAfter}`);
    });
  });

  describe('when git may track the file', () => {
    const files = { '/w/src/a.ts': code, '/w/.env': '', '/w/.gitignore': '' };

    /** Only the code has the token. */
    function assertUntouched(world: World): void {
      for (const [path, content] of world.disk) {
        assert.ok(path === '/w/src/a.ts' || !content.includes(sandbox), path);
      }
      for (const document of world.documents.values()) {
        assert.ok(document.uri.path === '/w/src/a.ts' || !document.text.includes(sandbox), document.uri.path);
      }
      assert.strictEqual(world.shownText('/w/src/a.ts'), code);
    }

    it('writes nothing through a link to a file that git doesn’t ignore', async () => {
      const world = new World({ ...files, '/w/.gitignore': '.env\n', '/w/config/dev': '' });
      world.links.set('/w/.env', '/w/config/dev');
      await moveIn(world);
      assert.deepStrictEqual(world.events, []);
      assert.match(
        world.messages.join(),
        /^Nothing was written: \.env is a symbolic link to \/w\/config\/dev,/,
      );
      assertUntouched(world);
    });

    it('writes nothing through a link when git can’t be asked, or the target doesn’t exist', async () => {
      for (const target of ['/w/config/dev', '']) {
        const world = new World({ ...files, '/w/config/dev': '' });
        world.links.set('/w/.env', target);
        world.gitState = 'unknown';
        await moveIn(world);
        assert.match(world.messages.join(), /^Nothing was written: .*symbolic link/);
        assertUntouched(world);
      }
    });

    it('writes through a link to a file that git ignores', async () => {
      const world = new World({ ...files, '/w/.gitignore': 'dev\n', '/w/config/dev': '' });
      world.links.set('/w/.env', '/w/config/dev');
      await moveIn(world);
      assert.deepStrictEqual(world.events, ['apply', 'save /w/.env']);
    });

    it('doesn’t change a .gitignore that is a link, which git doesn’t follow', async () => {
      const world = new World({ ...files, '/home/rules': '.env\n' });
      world.links.set('/w/.gitignore', '/home/rules');
      await moveIn(world);
      assert.deepStrictEqual(world.events, []);
      assert.match(world.messages.join(), /git doesn’t read \.gitignore, because it’s a symbolic link/);
      assertUntouched(world);
    });

    it('doesn’t change a .gitignore in a folder that is a link', async () => {
      const world = new World({ '/w/src/a.ts': code, '/w/src/.env': '', '/w/src/.gitignore': '' });
      world.links.set('/w/src', '/else');
      await moveIn(world);
      assert.deepStrictEqual(world.events, []);
      assertUntouched(world);
    });

    it('writes nothing when git tracks the file, whatever is in .gitignore', async () => {
      for (const gitignore of ['.env\n', '']) {
        const world = new World({ ...files, '/w/.gitignore': gitignore });
        world.tracked.add('/w/.env');
        await moveIn(world);
        assert.match(world.messages.join(), /^Git doesn’t ignore \.env, .*git rm --cached \.env/);
        assertUntouched(world);
      }
    });

    it('asks, with the reason, when git can’t be asked', async () => {
      const world = new World(files);
      world.gitState = 'unknown';
      world.answers = [undefined];
      await moveIn(world);
      assertUntouched(world);
      assert.strictEqual(world.questions[0]?.question, 'Move the Sandbox token to .env?');
      assert.match(world.questions[0].detail, /^Couldn’t check whether git ignores \.env/);
      world.answers = ['Move Sandbox Token'];
      await moveIn(world);
      assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
      assert.strictEqual(world.text('/w/.gitignore'), '.env\n');
      assert.match(world.messages.join(), /Couldn’t check whether git ignores the file/);
    });

    it('asks once when there is also another value', async () => {
      const world = new World({ ...files, '/w/.env': `${name}=other\n` });
      world.gitState = 'unknown';
      world.answers = ['Replace'];
      await moveIn(world);
      assert.match(world.questions[0]?.detail ?? '', /is lost[^]*Couldn’t check/);
      assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
    });

    it('writes nothing when git’s answer changes after the question', async () => {
      const world = new World({ ...files, '/w/.gitignore': '.env\n', '/w/.env': `${name}=other\n` });
      world.answers = ['Replace'];
      const { check } = world.context.git;
      let asked = 0;
      const git = {
        ...world.context.git,
        check: async (uri: Parameters<typeof check>[0]) => (asked++ < 2 ? check(uri) : 'unknown'),
      };
      await moveTokenToEnv({ ...world.context, git }, [world.found('/w/src/a.ts')], world);
      assert.match(world.messages.join(), /no longer ignores/);
      assertUntouched(world);
    });
  });

  describe('when it fails', () => {
    it('doesn’t save .env when .gitignore can’t be saved', async () => {
      const world = new World({ '/w/src/a.ts': code, '/w/.gitignore': '', '/w/.env': '' });
      world.unsaveable.add('/w/.gitignore');
      await moveIn(world);
      assert.strictEqual(world.text('/w/.env'), '');
      assert.match(world.messages.join(), /^No token was written, because \.gitignore couldn’t be changed/);
    });

    it('doesn’t save .env when .gitignore is changed on save', async () => {
      const world = new World({ '/w/src/a.ts': code, '/w/.gitignore': '', '/w/.env': '' });
      const save = world.save.bind(world);
      world.save = async (uri) => {
        world.document(uri).change('# tidied\n');
        return save(uri);
      };
      await moveIn(world);
      assert.strictEqual(world.text('/w/.env'), '');
    });

    it('reports when .env can’t be saved', async () => {
      const world = new World({ '/w/src/a.ts': code, '/w/.env': '' });
      world.unsaveable.add('/w/.env');
      await moveIn(world);
      assert.match(world.messages.join(), /^Couldn’t save \.env/);
    });

    it('reports when the edit is refused, and saves nothing', async () => {
      const world = new World({ '/w/src/a.ts': code });
      world.refusesEdits = true;
      await moveIn(world);
      assert.deepStrictEqual(world.events, []);
      assert.match(world.messages.join(), /^No token was written, because \.gitignore couldn’t be changed/);
    });

    it('needs a folder', async () => {
      const world = new World({ '/w/src/a.ts': code });
      world.folders = [];
      await moveIn(world);
      assert.deepStrictEqual(world.messages, ['Open a folder first. The .env file is created in it.']);
      assert.deepStrictEqual(world.events, []);
    });

    it('ignores invalid arguments', async () => {
      const world = new World({ '/w/src/a.ts': code });
      const found = world.found('/w/src/a.ts');
      for (const args of [
        [],
        [null],
        ['x'],
        [{ ...found, environment: 'test' }],
        [{ ...found, start: -1 }],
        [{ ...found, end: 0 }],
      ]) {
        await moveTokenToEnv(world.context, args, world);
      }
      await moveTokenToEnv(world.context, [{ ...found, end: 10_000 }], world);
      assert.deepStrictEqual(world.events, []);
    });
  });

  describe('in code that is in no folder', () => {
    it('writes to the only folder', async () => {
      const world = new World({});
      await moveIn(world, world.untitled(code));
      assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
      assert.strictEqual(world.documents.get('untitled://Untitled-1')?.text, codeAfter);
    });

    it('asks for one of several folders, which can be canceled', async () => {
      const world = new World({ '/else/a.ts': code });
      world.folders.push({ name: 'v', uri: testUri('/v') });
      await moveIn(world, world.found('/else/a.ts'));
      assert.deepStrictEqual(world.events.length, 1);
      world.picked = testUri('/v');
      await moveIn(world, world.found('/else/a.ts'));
      assert.strictEqual(world.text('/v/.env'), `${name}=${sandbox}\n`);
      assert.strictEqual(world.text('/v/.gitignore'), '.env\n');
    });

    it('uses the folder of the file without asking', async () => {
      const world = new World({ '/v/a.ts': code });
      world.folders.push({ name: 'v', uri: testUri('/v') });
      await moveIn(world, world.found('/v/a.ts'));
      assert.strictEqual(world.text('/v/.env'), `${name}=${sandbox}\n`);
    });

    it('uses the folder of a cell’s notebook', async () => {
      const world = new World({ '/w/n/a.py': `t = "${sandbox}"\n`, '/w/n/.env': '' });
      await moveIn(world, world.found('/w/n/a.py', 'sandbox', 'vscode-notebook-cell'));
      assert.strictEqual(world.text('/w/n/.env'), `${name}=${sandbox}\n`);
      const cell = world.documents.get('vscode-notebook-cell:///w/n/a.py');
      assert.strictEqual(cell?.text, `import os\n\nt = os.environ["${name}"]\n`);
    });
  });

  describe('when the document changed', () => {
    it('finds the stored token again', async () => {
      const world = new World({ '/w/src/a.ts': code });
      const found = world.found('/w/src/a.ts');
      world.document(testUri('/w/src/a.ts')).change(`//\n${code}`);
      await moveIn(world, found);
      assert.strictEqual(world.shownText('/w/src/a.ts'), `//\n${codeAfter}`);
    });

    it('finds it in the current code when that changes while the stored token is read', async () => {
      const world = new World({ '/w/src/a.ts': code });
      const found = world.found('/w/src/a.ts');
      const document = world.document(testUri('/w/src/a.ts'));
      document.change(`//\n${code}`);
      world.token = () => {
        document.change(`// a longer comment\n${code}`);
        return Promise.resolve(sandbox);
      };
      await moveIn(world, found);
      assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
      assert.strictEqual(world.shownText('/w/src/a.ts'), `// a longer comment\n${codeAfter}`);
    });

    it('finds a token that isn’t stored by its shape', async () => {
      const other = 'test.ABCDEFGHIJKLMNOPQRSTU';
      const text = code.replace(sandbox, other);
      const world = new World({ '/w/src/a.ts': text });
      const start = text.indexOf(other);
      const found = {
        uri: 'file:///w/src/a.ts',
        version: 1,
        environment: 'sandbox',
        start,
        end: start + other.length,
      } as const;
      world.document(testUri('/w/src/a.ts')).change(`// opensign.ABCDEFGHIJKLMNOPQ\n${text}`);
      await moveIn(world, found);
      assert.strictEqual(world.text('/w/.env'), `${name}=${other}\n`);
    });

    /** Edits a file while git is asked for the last time, after .gitignore was saved. */
    function editWhileGitAnswers(world: World, path: string, text: string): void {
      const refresh = world.context.git.refresh;
      world.context.git.refresh = () => {
        refresh();
        world.document(testUri(path)).change(text);
      };
    }

    it('edits the current code when it changed while git was asked', async () => {
      const world = new World({ '/w/src/a.ts': code, '/w/.env': 'A=1\n' });
      editWhileGitAnswers(world, '/w/src/a.ts', `// a line typed meanwhile\n${code}`);
      await moveIn(world);
      assert.strictEqual(world.shownText('/w/src/a.ts'), `// a line typed meanwhile\n${codeAfter}`);
      assert.strictEqual(world.text('/w/.env'), `A=1\n${name}=${sandbox}\n`);
    });

    it('edits the current .env when it changed while git was asked', async () => {
      const world = new World({ '/w/src/a.ts': code, '/w/.env': 'A=1\n' });
      editWhileGitAnswers(world, '/w/.env', 'FIRST=1\nA=1\n');
      await moveIn(world);
      assert.strictEqual(world.text('/w/.env'), `FIRST=1\nA=1\n${name}=${sandbox}\n`);
      assert.strictEqual(world.shownText('/w/src/a.ts'), codeAfter);
    });

    it('writes no token when .env gets a value, or the token is removed, while git is asked', async () => {
      for (const [path, text, said] of [
        ['/w/.env', `${name}=other\n`, /^No token was written, because the files have changed/],
        ['/w/src/a.ts', '// nothing\n', /^The text has changed and no longer has the token/],
      ] as const) {
        const world = new World({ '/w/src/a.ts': code, '/w/.env': 'A=1\n' });
        editWhileGitAnswers(world, path, text);
        await moveIn(world);
        assert.strictEqual(world.shownText(path), text);
        assert.ok(!world.shownText('/w/.env')?.includes(sandbox));
        assert.match(world.messages.join(), said);
        assert.deepStrictEqual(world.events, ['apply', 'save /w/.gitignore']);
      }
    });

    it('writes nothing when the code changes before the edit is applied', async () => {
      const world = new World({ '/w/src/a.ts': code, '/w/.env': 'A=1\n', '/w/.gitignore': '.env\n' });
      const apply = world.apply.bind(world);
      world.apply = (changes) => {
        world.document(testUri('/w/src/a.ts')).change(`// typed\n${code}`);
        return apply(changes);
      };
      await moveIn(world);
      assert.strictEqual(world.shownText('/w/src/a.ts'), `// typed\n${code}`);
      assert.strictEqual(world.text('/w/.env'), 'A=1\n');
      assert.match(world.messages.join(), /^No token was written, because the files have changed/);
    });

    it('reports that the token is gone', async () => {
      const world = new World({ '/w/src/a.ts': code });
      const found = world.found('/w/src/a.ts');
      world.document(testUri('/w/src/a.ts')).change('// nothing that is as long as the token was\n');
      await moveIn(world, found);
      assert.deepStrictEqual(world.messages, ['The text has changed and no longer has the token.']);
      assert.deepStrictEqual(world.events, []);
    });
  });

  it('reports which variable to read in other languages', async () => {
    const json = `{ "x-api-token": "${sandbox}" }`;
    const world = new World({ '/w/src/a.json': json });
    world.pressesButton = true;
    await moveIn(world, world.found('/w/src/a.json'));
    assert.strictEqual(world.shownText('/w/src/a.json'), json);
    assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
    assert.match(
      world.messages.join(),
      /The code still has the token\. Replace it with code that reads OPENSIGN_SANDBOX_API_TOKEN\./,
    );
    assert.strictEqual(world.shown, '/w/.env');
  });

  it('in a .env adds its name to .gitignore instead', async () => {
    const world = new World({ '/w/prod.env': `T=${sandbox}\n` });
    await moveIn(world, world.found('/w/prod.env'));
    assert.strictEqual(world.text('/w/.gitignore'), 'prod.env\n');
    assert.strictEqual(world.text('/w/prod.env'), `T=${sandbox}\n`);
  });
});
