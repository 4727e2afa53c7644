import * as assert from 'node:assert';
import type { OpenSignClient } from '../../../src/api/client';
import type { Template } from '../../../src/api/template';
import { DetailsCache } from '../../../src/objects/detailsCache';
import { templateApi } from '../../../src/templates/templateApi';

function setUp() {
  const asked: string[] = [];
  const answers: ((template: Template) => void)[] = [];
  const details = new DetailsCache((environment, id, signal) => {
    const getTemplate = () => {
      asked.push(`${environment}/${id}`);
      return new Promise<Template>((resolve) => answers.push(resolve));
    };
    return templateApi.read({ getTemplate } as unknown as OpenSignClient, id, signal);
  });
  const link = 'https://files.example.net/a.pdf?X-Amz-Signature=secret';
  const answer = (number: number) =>
    answers[number]?.({ id: 'a', title: String(number), roles: [], file: link });
  return { details, asked, answer };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('details cache', () => {
  it('reads a template once, and keeps no link to its file', async () => {
    const { details, asked, answer } = setUp();
    const first = details.get('sandbox', 'a');
    await turn();
    answer(0);
    assert.deepStrictEqual(await first, { id: 'a', title: '0', roles: [] });
    assert.deepStrictEqual(await details.get('sandbox', 'a'), await first);
    assert.deepStrictEqual(asked, ['sandbox/a']);
  });

  it('reads again after a change, and keeps the environments apart', async () => {
    const { details, asked, answer } = setUp();
    void details.get('sandbox', 'a');
    await turn();
    answer(0);
    await turn();
    void details.get('live', 'a').catch(() => undefined);
    details.forget('sandbox', 'a');
    void details.get('sandbox', 'a').catch(() => undefined);
    await turn();
    assert.deepStrictEqual(asked, ['sandbox/a', 'live/a', 'sandbox/a']);
    details.dispose();
  });

  it('drops a response that arrives after the cache was cleared', async () => {
    const { details, asked, answer } = setUp();
    const late = details.get('sandbox', 'a');
    await turn();
    details.clear();
    answer(0);
    await assert.rejects(late, { kind: 'canceled' });
    const again = details.get('sandbox', 'a');
    await turn();
    answer(1);
    assert.strictEqual((await again).title, '1');
    assert.strictEqual(asked.length, 2);
  });
});
