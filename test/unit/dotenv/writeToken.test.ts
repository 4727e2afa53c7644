import * as assert from 'node:assert';
import { OpenSignError } from '../../../src/api/errors';
import { addToGitignore } from '../../../src/dotenv/gitignore';
import { writeTokenToEnv } from '../../../src/dotenv/writeToken';
import { testUri } from './testUri';
import { tokens, World } from './world';

const { sandbox, live } = tokens;
const name = 'OPENSIGN_SANDBOX_API_TOKEN';

async function write(world: World): Promise<void> {
  await writeTokenToEnv(world.context, [], world);
  await world.settled();
  const said = JSON.stringify([world.messages, world.questions, world.events]);
  assert.ok(!said.includes(sandbox) && !said.includes(live), said);
}

describe('Write Token to .env', () => {
  it('writes the Sandbox token without a question, after git ignores the file', async () => {
    const world = new World({ '/w/.git/config': '' });
    world.pressesButton = true;
    await write(world);
    assert.deepStrictEqual(world.events, ['apply', 'save /w/.gitignore', 'apply', 'save /w/.env']);
    assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
    assert.strictEqual(world.shown, '/w/.env');
    assert.deepStrictEqual(world.messages, [
      'Wrote the Sandbox token to .env as OPENSIGN_SANDBOX_API_TOKEN. Git ignores the file. [Open .env]',
    ]);
  });

  it('uses the .env nearest to the file in the active editor', async () => {
    const world = new World({ '/w/p/.env': '', '/w/p/a.ts': '' });
    world.activeFile = testUri('/w/p/a.ts');
    await write(world);
    assert.strictEqual(world.text('/w/p/.env'), `${name}=${sandbox}\n`);
  });

  it('asks before another value is replaced', async () => {
    const files = { '/w/.env': `${name}=other\nA=1\n`, '/w/.gitignore': '.env' };
    const kept = new World(files);
    kept.answers = [undefined];
    await write(kept);
    assert.strictEqual(kept.text('/w/.env'), `${name}=other\nA=1\n`);
    const replaced = new World(files);
    replaced.answers = ['Replace with Sandbox Token'];
    await write(replaced);
    assert.strictEqual(replaced.text('/w/.env'), `${name}=${sandbox}\nA=1\n`);
    assert.deepStrictEqual(replaced.questions[0], {
      question: `Replace the value of ${name} in .env with the Sandbox token?`,
      detail: 'The current value will be lost.',
      buttons: ['Replace with Sandbox Token'],
    });
  });

  it('always asks before the Live token is written, and warns that it is plain text', async () => {
    const world = new World({});
    world.active = 'live';
    world.answers = [undefined];
    await write(world);
    assert.deepStrictEqual(world.events, ['ask']);
    assert.strictEqual(world.questions[0]?.question, 'Write the Live token to .env?');
    assert.match(world.questions[0].detail, /plain text file/);
    world.answers = ['Write Live Token'];
    await write(world);
    assert.strictEqual(world.text('/w/.env'), `OPENSIGN_API_TOKEN=${live}\n`);
  });

  it('asks once when the Live token replaces another value', async () => {
    const world = new World({ '/w/.env': 'OPENSIGN_API_TOKEN=other' });
    world.active = 'live';
    world.answers = ['Replace with Live Token'];
    await write(world);
    assert.match(world.questions[0]?.detail ?? '', /lost\.\n\nThe Live token will be in a plain text file/);
    assert.strictEqual(world.text('/w/.env'), `OPENSIGN_API_TOKEN=${live}`);
  });

  it('reports that the token is already there, and still makes git ignore it', async () => {
    const env = `${name}=${sandbox}\n`;
    const world = new World({ '/w/.env': env });
    await write(world);
    assert.deepStrictEqual(world.events, ['apply', 'save /w/.gitignore']);
    assert.match(world.messages.join(), /already has the Sandbox token/);
  });

  it('saves a token that is only in the editor', async () => {
    const world = new World({ '/w/.env': '', '/w/.gitignore': '' });
    world.document(testUri('/w/.env')).change(`${name}=${sandbox}\n`);
    world.document(testUri('/w/.gitignore')).change('.env\n');
    await write(world);
    assert.deepStrictEqual(world.events, ['save /w/.gitignore', 'save /w/.env']);
  });

  it('asks when git can’t be asked, and doesn’t report that git ignores the file', async () => {
    const world = new World({});
    world.gitState = 'unknown';
    world.answers = [undefined];
    await write(world);
    assert.deepStrictEqual(world.events, ['ask']);
    assert.strictEqual(world.questions[0]?.question, 'Write the Sandbox token to .env?');
    assert.match(world.questions[0].detail, /^Couldn’t check whether git ignores \.env/);
    world.answers = ['Write Sandbox Token'];
    await write(world);
    assert.strictEqual(world.text('/w/.env'), `${name}=${sandbox}\n`);
    assert.match(world.messages.join(), /Couldn’t check whether git ignores the file/);
    assert.doesNotMatch(world.messages.join(), /Git ignores/);
  });

  it('stops when the environment is switched during the question', async () => {
    const world = new World({});
    world.active = 'live';
    world.answers = [
      () => {
        world.active = 'sandbox';
        return 'Write Live Token';
      },
    ];
    await assert.rejects(
      write(world),
      (error) => error instanceof OpenSignError && error.kind === 'otherEnvironment',
    );
    assert.deepStrictEqual(world.events, ['ask']);
  });

  it('writes nothing without a token', async () => {
    const world = new World({});
    const error = new OpenSignError('noToken', { environment: 'sandbox' });
    const context = {
      ...world.context,
      environments: { active: 'sandbox', token: () => Promise.reject(error) } as const,
    };
    await assert.rejects(writeTokenToEnv(context, [], world), error);
    assert.deepStrictEqual(world.events, []);
  });

  it('refuses a token that can’t be quoted', async () => {
    const world = new World({});
    const context = {
      ...world.context,
      environments: { active: 'sandbox', token: () => Promise.resolve(`a'"$\`b`) } as const,
    };
    await writeTokenToEnv(context, [], world);
    assert.deepStrictEqual(world.events, []);
    assert.match(world.messages.join(), /can’t be stored in \.env unchanged/);
  });
});

describe('Add File to .gitignore', () => {
  async function add(world: World, uri: unknown): Promise<void> {
    await addToGitignore(world.context, [uri], world);
    await world.settled();
  }

  it("adds the file's own name once", async () => {
    const world = new World({ '/w/p/.env.local': '', '/w/.gitignore': 'a' });
    await add(world, 'file:///w/p/.env.local');
    await add(world, 'file:///w/p/.env.local');
    assert.strictEqual(world.text('/w/.gitignore'), 'a\n.env.local\n');
    assert.match(
      world.messages.join(),
      /Added p\/\.env\.local to \.gitignore\. Git now ignores the file\..*already ignores p\/\.env\.local/,
    );
    assert.strictEqual(world.refreshed, 2);
  });

  it('creates a .gitignore next to the file', async () => {
    const world = new World({ '/w/p/[a]#.env': '' });
    await add(world, 'file:///w/p/[a]#.env');
    assert.strictEqual(world.text('/w/p/.gitignore'), '\\[a\\]#.env\n');
  });

  it('changes nothing outside of the open folder', async () => {
    const world = new World({ '/.git/config': '', '/.gitignore': 'x', '/w/.env': '', '/else/.env': '' });
    await add(world, 'file:///w/.env');
    assert.strictEqual(world.text('/.gitignore'), 'x');
    assert.strictEqual(world.text('/w/.gitignore'), '.env\n');
    await add(world, 'file:///else/.env');
    assert.match(world.messages.at(-1) ?? '', /isn’t in an open folder/);
    await add(world, 7);
  });

  it('doesn’t use the .gitignore of an outer repository', async () => {
    const world = new World({
      '/w/.git/config': '',
      '/w/.gitignore': 'x',
      '/w/sub/.git/config': '',
      '/w/sub/a/.env': '',
    });
    await add(world, 'file:///w/sub/a/.env');
    assert.strictEqual(world.text('/w/.gitignore'), 'x');
    assert.strictEqual(world.text('/w/sub/a/.gitignore'), '.env\n');
  });

  it('refuses a file that no line can name', async () => {
    const world = new World({ '/w/a\nb.env': '', '/w/.gitignore': '' });
    await add(world, 'file:///w/a\nb.env');
    assert.deepStrictEqual(world.events, []);
    assert.match(world.messages.join(), /no line in \.gitignore can name/);
  });

  it('adds the line when git can’t be asked, and reports that', async () => {
    const world = new World({ '/w/.env': '' });
    world.gitState = 'unknown';
    await add(world, 'file:///w/.env');
    await add(world, 'file:///w/.env');
    assert.strictEqual(world.text('/w/.gitignore'), '.env\n');
    assert.match(
      world.messages.join(),
      /^Added \.env to \.gitignore, but couldn’t check.*is already in \.gitignore/,
    );
  });

  it('reports that git tracks the file', async () => {
    const world = new World({ '/w/.env': '' });
    world.tracked.add('/w/.env');
    await add(world, 'file:///w/.env');
    assert.match(world.messages.join(), /^Git doesn’t ignore \.env, .*git rm --cached/);
  });

  it('reports when .gitignore can’t be saved', async () => {
    const world = new World({ '/w/.env': '' });
    world.unsaveable.add('/w/.gitignore');
    await add(world, 'file:///w/.env');
    assert.match(world.messages.join(), /^Couldn’t change \.gitignore/);
  });
});
