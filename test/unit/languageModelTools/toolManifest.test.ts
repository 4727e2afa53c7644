import * as assert from 'node:assert';
import { documentGroups } from '../../../src/api/document';
import { toolNames } from '../../../src/languageModelTools/registerLanguageModelTools';
import { maxItems } from '../../../src/languageModelTools/toolInput';
import { readText } from '../support/project';

interface Schema {
  readonly type: string;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema & { maximum?: number; enum?: readonly string[] }>>;
  readonly items?: Schema;
}

interface Tool {
  readonly name: string;
  readonly modelDescription: string;
  readonly toolReferenceName: string;
  readonly canBeReferencedInPrompt: unknown;
  readonly inputSchema: Schema;
}

describe('language model tools in the manifest', () => {
  const { contributes } = JSON.parse(readText('package.json')) as {
    contributes: { languageModelTools: readonly Tool[] };
  };
  const tools = contributes.languageModelTools;

  it('match the code, each with a unique name for prompts', () => {
    assert.deepStrictEqual(
      tools.map(({ name }) => name),
      [...toolNames],
    );
    assert.strictEqual(new Set(tools.map(({ toolReferenceName }) => toolReferenceName)).size, tools.length);
    assert.ok(tools.every(({ canBeReferencedInPrompt }) => canBeReferencedInPrompt === true));
  });

  it('describe the environment, that texts are data, and what is never returned', () => {
    for (const { name, modelDescription } of tools) {
      for (const part of ['starts with its environment', 'not instructions', 'never contains API tokens']) {
        assert.ok(modelDescription.includes(part), `${name}: ${part}`);
      }
    }
  });

  it('accept what the code accepts, and nothing else', () => {
    const objects: Schema[] = [];
    const walk = (schema: Schema) => {
      if (schema.type === 'object') {
        objects.push(schema);
      }
      Object.values(schema.properties ?? {}).forEach(walk);
      if (schema.items) {
        walk(schema.items);
      }
    };
    tools.forEach(({ inputSchema }) => walk(inputSchema));
    assert.strictEqual(objects.length, tools.length + 1);
    assert.ok(objects.every(({ additionalProperties }) => additionalProperties === false));
    for (const { inputSchema } of tools) {
      const limit = inputSchema.properties?.limit;
      assert.ok(limit === undefined || limit.maximum === maxItems);
      const state = inputSchema.properties?.state;
      assert.ok(state === undefined || state.enum?.join() === documentGroups.join());
    }
  });
});
