import * as assert from 'node:assert';
import { Script } from 'node:vm';
import { toIdentifier, toUniqueIdentifiers, type NamingStyle } from '../../../src/source/identifier';
import { env, json, python, randomNumbers, randomTitles, typescript } from '../templateIdFiles/world';

const camel = typescript.naming;
const upper = python.naming;
const afterPrefix = env.naming;

describe('identifiers of templates', () => {
  const cases: readonly (readonly [title: string, camel: string, upper: string])[] = [
    ['Employee NDA', 'employeeNda', 'EMPLOYEE_NDA'],
    ['employeeContract', 'employeeContract', 'EMPLOYEE_CONTRACT'],
    ['NDAForm for all NDAs', 'ndaFormForAllNdas', 'NDA_FORM_FOR_ALL_NDAS'],
    ['Driver’s licence', 'driversLicence', 'DRIVERS_LICENCE'],
    ['Vertrag für Köche (groß)', 'vertragFurKocheGross', 'VERTRAG_FUR_KOCHE_GROSS'],
    ['Łódź – umowa', 'lodzUmowa', 'LODZ_UMOWA'],
    ['Договор аренды', 'dogovorArendy', 'DOGOVOR_ARENDY'],
    ['Щука Ёлка', 'shchukaElka', 'SHCHUKA_ELKA'],
    ['Σύμβαση εργασίας', 'symvasiErgasias', 'SYMVASI_ERGASIAS'],
    ['契約 NDA', 'nda', 'NDA'],
    ['ＮＤＡ', 'nda', 'NDA'],
    ['2024 terms', 'template2024Terms', 'TEMPLATE_2024_TERMS'],
    ['delete', 'deleteTemplate', 'DELETE'],
    ['Default', 'defaultTemplate', 'DEFAULT'],
    ['constructor', 'constructorTemplate', 'CONSTRUCTOR'],
    ['__proto__', 'proto', 'PROTO'],
    ['契約', '', ''],
    ['🙂', '', ''],
    ['', '', ''],
  ];
  for (const [title, inCamel, inUpper] of cases) {
    it(`“${title}” is ${inCamel || 'nothing'}`, () => {
      assert.strictEqual(toIdentifier(title, camel), inCamel);
      assert.strictEqual(toIdentifier(title, upper), inUpper);
    });
  }

  it('may begin with a digit after a prefix', () => {
    assert.strictEqual(toIdentifier('2024 terms', afterPrefix), '2024_TERMS');
  });

  it('of long titles end after a word', () => {
    const name = toIdentifier('Agreement between the parties '.repeat(20), upper);
    assert.match(name, /^AGREEMENT_.*(AGREEMENT|BETWEEN|THE|PARTIES)$/);
    assert.ok(name.length < 80);
    assert.strictEqual(toIdentifier('x'.repeat(200), camel).length, 60);
  });

  it('are numbered when they collide, and unnumbered names come first', () => {
    const titles = ['NDA', 'nda!', 'NDA 2', 'NDA-2', '契約', '书'];
    assert.deepStrictEqual(toUniqueIdentifiers(titles, new Set(), camel), [
      'nda',
      'nda3',
      'nda2',
      'nda2_2',
      'template1',
      'template2',
    ]);
    assert.deepStrictEqual(toUniqueIdentifiers(titles, new Set(), upper), [
      'NDA',
      'NDA_3',
      'NDA_2',
      'NDA_2_2',
      'TEMPLATE_1',
      'TEMPLATE_2',
    ]);
    assert.deepStrictEqual(toUniqueIdentifiers(['契約'], new Set(['1']), afterPrefix), ['2']);
  });

  it('don’t repeat existing names', () => {
    assert.deepStrictEqual(toUniqueIdentifiers(['NDA'], new Set(['nda', 'nda2']), camel), ['nda3']);
  });

  const valid: readonly (readonly [name: string, style: NamingStyle, pattern: RegExp])[] = [
    ['TypeScript', camel, /^[a-z][A-Za-z0-9_]*$/],
    ['JSON', json.naming, /^[a-z][A-Za-z0-9_]*$/],
    ['Python', upper, /^[A-Z][A-Z0-9_]*$/],
    ['.env', afterPrefix, /^[A-Z0-9][A-Z0-9_]*$/],
  ];
  for (const [name, style, pattern] of valid) {
    it(`for ${name} are valid and unique whatever the titles are`, () => {
      const random = randomNumbers(4);
      for (let run = 0; run < 500; run++) {
        const titles = randomTitles(random, 30);
        const names = toUniqueIdentifiers(titles, new Set(), style);
        assert.strictEqual(new Set(names).size, titles.length);
        names.forEach((one, index) => assert.match(one, pattern, JSON.stringify(titles[index])));
        // The name is valid for a variable.
        if (style.letters === 'camelCase') {
          assert.doesNotThrow(() => new Script(`'use strict'; const {${names.join(',')}} = {};`));
        }
      }
    });
  }
});
