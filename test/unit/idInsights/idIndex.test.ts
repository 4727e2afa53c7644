import * as assert from 'node:assert/strict';
import {
  isSameOwner,
  parseIdFile,
  printIdFile,
  type IdOwner,
  type KnownId,
} from '../../../src/idInsights/idRecords';
import { IdIndex } from '../../../src/idInsights/idIndex';

const day = 24 * 60 * 60_000;
const template = (id: string, title?: string): KnownId => ({
  id,
  kind: 'template',
  roles: [],
  seenAt: 0,
  ...(title === undefined ? {} : { title }),
});
const owner = (origin: string, savedAt = 1): IdOwner => ({ origin, savedAt });

function setUp(liveOrigin = 'https://live.example') {
  const index = new IdIndex();
  index.setOwner('sandbox', owner('https://sandbox.example'), false);
  index.setOwner('live', owner(liveOrigin), false);
  return index;
}

describe('the ID index', () => {
  it('finds a misplaced ID only when that is certain', () => {
    const index = setUp();
    index.add('live', 'template', [template('LiveLive01', 'NDA')], undefined);
    assert.equal(index.findMisplaced('LiveLive01', 'sandbox', 0), undefined, 'the list here is not complete');
    index.add('sandbox', 'template', [template('SandSand01')], 0);
    assert.equal(index.findMisplaced('LiveLive01', 'sandbox', 0)?.environment, 'live');
    assert.equal(index.findMisplaced('LiveLive01', 'sandbox', 0)?.known.title, 'NDA');
    assert.equal(index.findMisplaced('SandSand01', 'sandbox', 0), undefined, 'it belongs here');
    assert.equal(index.findMisplaced('Unknown001', 'sandbox', 0), undefined, 'it is not known at all');
    assert.equal(index.findMisplaced('LiveLive01', 'live', 0), undefined, 'it belongs there');
    assert.equal(index.findMisplaced('LiveLive01', 'sandbox', day), undefined, 'the list here is old');
  });

  it('is not certain about a document when only the list of templates is complete', () => {
    const index = setUp();
    index.add('live', 'document', [{ ...template('LiveDocu01'), kind: 'document' }], undefined);
    index.add('sandbox', 'template', [], 0);
    assert.equal(index.findMisplaced('LiveDocu01', 'sandbox', 0), undefined);
    index.add('sandbox', 'document', [], 0);
    assert.equal(index.findMisplaced('LiveDocu01', 'sandbox', 0)?.known.kind, 'document');
  });

  it('is never certain when both environments are the same server', () => {
    const index = setUp('https://sandbox.example');
    index.add('live', 'template', [template('LiveLive01')], 0);
    index.add('sandbox', 'template', [], 0);
    assert.equal(index.findMisplaced('LiveLive01', 'sandbox', 0), undefined);
  });

  it('drops IDs that a complete list no longer has, and keeps the other kind', () => {
    const index = setUp();
    index.add('live', 'template', [template('Template01'), template('Template02')], undefined);
    index.add('live', 'document', [{ ...template('Document01'), kind: 'document' }], undefined);
    index.add('live', 'template', [template('Template02')], 5);
    assert.deepEqual(
      [index.has('Template01'), index.has('Template02'), index.has('Document01')],
      [false, true, true],
    );
    assert.equal(index.all('live').length + index.all('sandbox').length, 2);
  });

  it('drops all IDs of an environment when its owner changes', () => {
    const index = setUp();
    index.add('live', 'template', [template('LiveLive01')], 0);
    index.setOwner('live', owner('https://live.example', 2), true);
    assert.ok(index.has('LiveLive01'));
    index.setOwner('live', owner('https://other.example', 2), false);
    assert.ok(!index.has('LiveLive01'));
    assert.ok(!index.isComplete('live', 'template', 0));
  });

  it('finds an ID in the first environment before the other', () => {
    const index = setUp();
    index.add('live', 'template', [template('SameSame01', 'there')], undefined);
    index.add('sandbox', 'template', [template('SameSame01', 'here')], undefined);
    assert.equal(index.find('SameSame01', 'sandbox')?.known.title, 'here');
    assert.equal(index.find('SameSame01', 'live')?.known.title, 'there');
  });
});

describe('the owner of IDs', () => {
  it('is the account: another token of it is the same, another email address isn’t', () => {
    const ada: IdOwner = { origin: 'https://a.example', savedAt: 1, email: 'ada@example.com' };
    assert.ok(isSameOwner(ada, { ...ada, savedAt: 2 }));
    assert.ok(isSameOwner(owner('https://a.example'), ada), 'the token’s account became known');
    assert.ok(!isSameOwner(ada, { ...ada, savedAt: 2, email: 'bob@example.com' }));
    assert.ok(!isSameOwner(ada, { ...ada, origin: 'https://b.example' }));
    assert.ok(!isSameOwner(ada, undefined));
    assert.ok(isSameOwner(undefined, undefined));
  });
});

describe('the file of IDs', () => {
  it('is parsed as it was printed', () => {
    const file = {
      owner: { origin: 'https://a.example', savedAt: 7, email: 'ada@example.com' },
      ids: [
        {
          id: 'Template01',
          kind: 'template',
          title: 'A "title"',
          roles: ['Signer'],
          updatedAt: 9,
          seenAt: 8,
        },
        { id: 'Document01', kind: 'document', roles: [], seenAt: 8 },
      ],
    } as const;
    assert.deepEqual(parseIdFile(printIdFile(file)), file);
  });

  it('is not parsed when it’s something else', () => {
    for (const text of [
      '',
      '{}',
      '[]',
      'null',
      '{"version":2,"owner":{"origin":"x","savedAt":1},"ids":[]}',
    ]) {
      assert.equal(parseIdFile(text), undefined, text);
    }
  });

  it('is parsed without invalid rows', () => {
    const text =
      '{"version":1,"owner":{"origin":"x","savedAt":1},"ids":[1,["a"],["b","folder"],["c","template"]]}';
    assert.deepEqual(parseIdFile(text)?.ids, [{ id: 'c', kind: 'template', roles: [], seenAt: 0 }]);
  });
});
