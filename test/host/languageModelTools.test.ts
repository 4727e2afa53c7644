import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EnvironmentName } from '../../src/api/environmentName';
import { toolNames } from '../../src/languageModelTools/registerLanguageModelTools';
import { places, TestEnvironments } from './support/testEnvironments';

type ToolName = (typeof toolNames)[number];

const extensionId = 'opensign-developers.opensign-vscode';
/** Contributed by test/host/fakeModel, which the host loads next to the extension. */
const vendor = 'opensign-test';

// Recognized by their properties, because the class of a part differs between versions of VS Code.
const isText = (part: unknown): part is vscode.LanguageModelTextPart =>
  typeof part === 'object' && part !== null && 'value' in part && typeof part.value === 'string';
const isResult = (part: unknown): part is vscode.LanguageModelToolResultPart =>
  typeof part === 'object' && part !== null && 'callId' in part && 'content' in part;

/** A language model that calls one tool, and repeats its answer. */
class FakeModel implements vscode.LanguageModelChatProvider {
  next: { readonly name: ToolName; readonly input: object } | undefined;
  /** The names of the tools last offered to it. */
  offered: readonly string[] = [];

  provideLanguageModelChatInformation(): vscode.LanguageModelChatInformation[] {
    const limits = { maxInputTokens: 100_000, maxOutputTokens: 10_000 };
    const capabilities = { toolCalling: true };
    return [{ id: 'fake', name: 'Fake', family: 'fake', version: '1', ...limits, capabilities }];
  }

  provideLanguageModelChatResponse(
    _model: vscode.LanguageModelChatInformation,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    options: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
  ): Promise<void> {
    this.offered = (options.tools ?? []).map(({ name }) => name);
    const parts = messages.flatMap(({ content }) => content);
    const answers = parts.filter(isResult);
    if (answers.length > 0) {
      const texts = answers.flatMap(({ content }) => content).filter(isText);
      progress.report(new vscode.LanguageModelTextPart(texts.map(({ value }) => value).join('\n')));
    } else if (this.next !== undefined) {
      progress.report(new vscode.LanguageModelToolCallPart('call-1', this.next.name, this.next.input));
    }
    return Promise.resolve();
  }

  provideTokenCount(): Promise<number> {
    return Promise.resolve(1);
  }
}

/** One turn of a chat: the model calls a tool and repeats the answer. */
async function turn(model: vscode.LanguageModelChat): Promise<string> {
  const tools = vscode.lm.tools
    .filter(({ name }) => toolNames.some((own) => own === name))
    .map(({ name, description, inputSchema }) => ({
      name,
      description,
      ...(inputSchema === undefined ? {} : { inputSchema }),
    }));
  const messages = [vscode.LanguageModelChatMessage.User('Do it.')];
  const first = await model.sendRequest(messages, { tools });
  for await (const part of first.stream) {
    if (!(part instanceof vscode.LanguageModelToolCallPart)) {
      continue;
    }
    const { content } = await vscode.lm.invokeTool(part.name, {
      input: part.input,
      toolInvocationToken: undefined,
    });
    const texts = content.filter(isText);
    messages.push(
      vscode.LanguageModelChatMessage.Assistant([part]),
      vscode.LanguageModelChatMessage.User([new vscode.LanguageModelToolResultPart(part.callId, texts)]),
    );
  }
  assert.equal(messages.length, 3, 'the model asked for a tool');
  let said = '';
  for await (const text of (await model.sendRequest(messages, { tools })).text) {
    said += text;
  }
  return said;
}

describe('language model tools in a real extension host', () => {
  const fake = new FakeModel();
  const servers = new TestEnvironments();
  let registration: vscode.Disposable;
  let model: vscode.LanguageModelChat;

  before(async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
    registration = vscode.lm.registerLanguageModelChatProvider(vendor, fake);
    const [found] = await vscode.lm.selectChatModels({ vendor });
    assert.ok(found, 'the fake model is there');
    model = found;
  });
  after(async () => {
    registration.dispose();
    await setLiveWrites(undefined);
    await vscode.commands.executeCommand('opensign.switchEnvironment', 'sandbox');
  });

  const call = (name: ToolName, input: object) => {
    fake.next = { name, input };
    return turn(model);
  };

  const setLiveWrites = (value: boolean | undefined) =>
    vscode.workspace
      .getConfiguration('opensign.agents')
      .update('liveWrites', value, vscode.ConfigurationTarget.Global);

  /** Uses the command that stores a token from a document, because it needs no typing. */
  const giveToken = async (environment: EnvironmentName) => {
    const { token } = places[environment];
    const document = await vscode.workspace.openTextDocument({ content: `token = '${token}'` });
    const start = document.getText().indexOf(token);
    await vscode.commands.executeCommand('opensign.storeFoundToken', {
      uri: document.uri.toString(),
      version: document.version,
      environment,
      start,
      end: start + token.length,
    });
  };

  const titles = async (environment: EnvironmentName) =>
    (await (await servers.client(environment)).documents.list('draft', 0, 100)).items.map(
      ({ title }) => title,
    );

  /** A template that is ready to use. */
  const usable = async (environment: EnvironmentName) => {
    const client = await servers.client(environment);
    for (const { id } of (await client.listTemplates(0, 100)).items) {
      const template = await client.getTemplate(id);
      const isReady = template.roles.every(
        ({ role, widgets = [] }) => role !== undefined && widgets.some(({ type }) => type === 'signature'),
      );
      if (isReady && template.roles.length > 0) {
        return template;
      }
    }
    return assert.fail('the seed has no template that is ready');
  };

  const everybody = (roles: readonly { readonly role?: string }[]) =>
    roles.map(({ role }, index) => ({ role, name: 'Ada', email: `ada${String(index)}@example.com` }));

  it('are registered with their schemas and offered to the model', async () => {
    const own = vscode.lm.tools.filter(({ name }) => name.startsWith('opensign_'));
    assert.deepEqual(own.map(({ name }) => name).sort(), [...toolNames].sort());
    for (const { name, inputSchema, description, tags } of own) {
      assert.ok(inputSchema && description.length > 100 && tags.includes('opensign'), name);
    }
    await assert.rejects(call('opensign_listTemplates', {}), /Sandbox has no API token yet/);
    assert.deepEqual([...fake.offered].sort(), [...toolNames].sort());
  });

  it('read the active environment and name it', async () => {
    await giveToken('sandbox');
    await giveToken('live');
    const { host } = new URL(places.sandbox.url);
    const { id, title } = await usable('sandbox');
    const listed = await call('opensign_listTemplates', { limit: 100 });
    assert.ok(listed.startsWith(`Environment: sandbox (host ${host})\n`), listed.slice(0, 80));
    assert.ok(listed.includes(id));
    const read = await call('opensign_readTemplate', { id });
    assert.ok(read.includes(JSON.stringify(title)));
    assert.doesNotMatch(read + listed, /https?:/);

    const { items } = await (await servers.client('sandbox')).documents.list('completed', 0, 1);
    assert.ok(items[0]);
    assert.ok((await call('opensign_listDocuments', { state: 'completed' })).includes(items[0].id));
    const state = await call('opensign_documentState', { id: items[0].id });
    assert.match(state, /"state":"completed"/);
    assert.doesNotMatch(state, /https?:/);

    await vscode.commands.executeCommand('opensign.switchEnvironment', 'live');
    assert.match(await call('opensign_listTemplates', {}), /^Environment: live \(host /);
    await vscode.commands.executeCommand('opensign.switchEnvironment', 'sandbox');
  });

  it('report errors in a sentence, and reject input that doesn’t match the schema', async () => {
    await assert.rejects(call('opensign_readTemplate', { id: 'AAAAAAAAAA' }), /Not found in Sandbox/);
    await assert.rejects(call('opensign_documentState', { id: '../getuser' }));
  });

  it('create a draft document once the user has agreed', async () => {
    // In tests VS Code confirms its own questions automatically.
    const { id, roles } = await usable('sandbox');
    const title = `Draft ${String(Date.now())}`;
    const answer = await call('opensign_draftDocument', {
      templateId: id,
      title,
      recipients: everybody(roles),
    });
    assert.match(answer, /^Environment: sandbox /);
    assert.ok(answer.includes(title));
    assert.doesNotMatch(answer, /https?:/);
    assert.ok((await titles('sandbox')).includes(title));
  });

  it('write nothing when a role is missing', async () => {
    const { id } = await usable('sandbox');
    const before = await titles('sandbox');
    const recipients = [{ role: 'Nobody', email: 'ada@example.com' }];
    await assert.rejects(
      call('opensign_draftDocument', { templateId: id, recipients }),
      /has no role “Nobody”/,
    );
    assert.deepEqual(await titles('sandbox'), before);
  });

  it('don’t write to Live without the setting and the extension’s own dialog', async () => {
    const { id, roles } = await usable('live');
    const before = await titles('live');
    await vscode.commands.executeCommand('opensign.switchEnvironment', 'live');
    const input = { templateId: id, recipients: everybody(roles) };
    await assert.rejects(call('opensign_draftDocument', input), /opensign\.agents\.liveWrites/);
    await setLiveWrites(true);
    // VS Code confirms its question automatically. The extension's dialog can't be shown in tests, which counts as a no.
    await assert.rejects(call('opensign_draftDocument', input));
    assert.deepEqual(await titles('live'), before);
    await vscode.commands.executeCommand('opensign.switchEnvironment', 'sandbox');
  });
});
