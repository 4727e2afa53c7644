import * as assert from 'node:assert';
import type { DocumentState } from '../../../src/api/documentState';
import { toContextValue } from '../../../src/documents/documentRows';
import {
  ageText,
  countText,
  progressText,
  signerName,
  stateText,
} from '../../../src/documents/documentTexts';
import { nothingYet } from '../../../src/objects/pagedList';
import { fileName } from '../../../src/ui/saveFile';

const day = 86_400_000;

describe('document texts', () => {
  it('shows an unknown status as it is, on one line', () => {
    assert.strictEqual(stateText({ state: 'other', word: 'in\n  review' }), 'in review');
    assert.strictEqual(stateText({ state: 'unknown' }), 'in an unknown state');
  });

  it('finds a name for every signer', () => {
    assert.strictEqual(signerName({ role: 'Buyer', name: 'Li', email: 'li@example.com' }, 0), 'Li');
    assert.strictEqual(signerName({ role: 'Buyer', email: 'li@example.com' }, 0), 'li@example.com');
    assert.strictEqual(signerName({ role: 'Buyer' }, 0), 'Buyer');
    assert.strictEqual(signerName({}, 1), 'Signer 2');
  });

  it('shows a signer’s progress, and since when', () => {
    const at = (time: number) => ({ time, raw: '' });
    const audit = { email: 'li@example.com', viewed: at(0), signed: at(3 * day) };
    assert.strictEqual(progressText({ state: 'signed', audit }, 5 * day), 'signed · 2 days ago');
    assert.strictEqual(progressText({ state: 'viewed', audit }, 5 * day), 'viewed · 5 days ago');
    assert.strictEqual(progressText({ state: 'pending', audit }, 5 * day), 'pending');
    assert.strictEqual(progressText({ state: 'noDetails' }, 0), 'no details');
  });

  it('counts only what was read', () => {
    const items = [1, 2];
    assert.strictEqual(countText(nothingYet), undefined);
    assert.strictEqual(countText({ ...nothingYet, kind: 'failed', error: new Error('x') }), undefined);
    assert.strictEqual(countText({ ...nothingYet, kind: 'empty' }), '0');
    assert.strictEqual(countText({ ...nothingYet, kind: 'ready', items }), '2');
    assert.strictEqual(countText({ ...nothingYet, kind: 'ready', items, hasMore: true }), '2+');
  });

  it('shows the age of the last change, or of the creation', () => {
    const document = { id: 'a', roles: [], createdAt: { time: 0, raw: '' } };
    assert.strictEqual(ageText(document, 2 * day), '2 days ago');
    assert.strictEqual(ageText({ ...document, updatedAt: { time: day, raw: '' } }, 2 * day), 'yesterday');
    assert.strictEqual(ageText({ id: 'a', roles: [] }, 0), undefined);
  });
});

describe('context value of a document', () => {
  it('contains its state, and whether it is watched', () => {
    const value = (state: DocumentState, isWatched = false) => toContextValue(state, isWatched);
    assert.strictEqual(value({ state: 'inProgress' }), 'opensign.document.inProgress');
    assert.strictEqual(value({ state: 'inProgress' }, true), 'opensign.document.inProgress.watched');
    assert.strictEqual(value({ state: 'completed' }), 'opensign.document.completed');
    assert.strictEqual(value({ state: 'other', word: 'x' }), 'opensign.document.other');
    assert.strictEqual(value({ state: 'unknown' }), 'opensign.document.other');
  });
});

describe('name of a saved file', () => {
  it('is the title without what file systems reject', () => {
    assert.strictEqual(fileName('NDA, Blue Harbor.pdf'), 'NDA, Blue Harbor.pdf');
    assert.strictEqual(fileName('a/b\\c:d*e?"f<g>h|i.pdf'), 'a_b_c_d_e__f_g_h_i.pdf');
    assert.strictEqual(fileName('../../.ssh/config.pdf'), '_.._.ssh_config.pdf');
    assert.strictEqual(fileName('two\nlines\u0007.pdf'), 'two lines_.pdf');
    assert.strictEqual(fileName('NDA v1.2.pdf'), 'NDA v1.2.pdf');
    assert.strictEqual(fileName('con.pdf'), '_con.pdf');
    assert.strictEqual(fileName('....pdf'), '_.pdf');
    assert.strictEqual(fileName(`${'x'.repeat(300)}.pdf`), `${'x'.repeat(100)}.pdf`);
  });
});
