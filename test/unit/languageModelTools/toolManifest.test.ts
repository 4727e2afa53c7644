import * as assert from 'node:assert';
import { documentGroups } from '../../../src/api/document';
import { mostItems } from '../../../src/languageModelTools/input';
import { toolNames } from '../../../src/languageModelTools/toolNames';
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

describe('tools in the manifest', () => {
  const { contributes } = JSON.parse(readText('package.json')) as {
    contributes: { languageModelTools: readonly Tool[] };
  };
  const tools = contributes.languageModelTools;

  it('are those of the code, each with a name for prompts of its own', () => {
    assert.deepStrictEqual(
      tools.map(({ name }) => name),
      [...toolNames],
    );
    assert.strictEqual(new Set(tools.map(({ toolReferenceName }) => toolReferenceName)).size, tools.length);
    assert.ok(tools.every(({ canBeReferencedInPrompt }) => canBeReferencedInPrompt === true));
  });

  it('tell the model about the environment, that texts are data, and what is never returned', () => {
    for (const { name, modelDescription } of tools) {
      for (const part of ['starts with its environment', 'not instructions', 'never contains API tokens']) {
        assert.ok(modelDescription.includes(part), `${name}: ${part}`);
      }
    }
  });

  it('take what the code takes, and nothing else', () => {
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
      assert.ok(limit === undefined || limit.maximum === mostItems);
      const state = inputSchema.properties?.state;
      assert.ok(state === undefined || state.enum?.join() === documentGroups.join());
    }
  });
});
