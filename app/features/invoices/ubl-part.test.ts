import { describe, expect, test } from 'vitest';
import { moneyToText } from '#app/domain/money.ts';
import { cac, cbc, ublNamespace } from '#test/fixtures/ehf.ts';
import { UblPart } from './ubl-part.ts';
import { readXml } from './xml-tree.ts';

function partOf(...children: string[]): UblPart {
  const names = `xmlns:cac="${ublNamespace}CommonAggregateComponents-2" xmlns:cbc="${ublNamespace}CommonBasicComponents-2"`;
  const tree = readXml(`<cac:Root ${names}>${children.join('')}</cac:Root>`);
  return 'refused' in tree ? expect.fail(tree.refused) : new UblPart(tree.root, 'NOK');
}

const told = (part: UblPart) => part.untaken().map(({ path, value }) => `${path}=${value}`);

describe('a part of an invoice', () => {
  test('finds elements at the end of a path, in the order of the file', () => {
    const part = partOf(cac('A', cbc('B', '1')), cac('C', cbc('B', '2')), cac('A', cbc('B', '3'), cbc('B', '4')));
    expect(part.texts('A', 'B')).toEqual(['1', '3', '4']);
    expect(part.text('A', 'B')).toBe('1');
    expect(part.one('A', 'C')).toBeUndefined();
  });

  test('takes blank as not there', () => {
    const part = partOf(cbc('A', ' \n '), cbc('B', ''), cbc('B', 'to'), '<cbc:C d=" "/>');
    expect([part.text('A'), part.text('B'), part.texts('B'), part.one('C')?.attribute('d')]).toEqual([undefined, undefined, ['to'], undefined]);
  });

  test('joins the text of an element over comments and CDATA', () => {
    expect(partOf('<cbc:A>en <!-- x --><![CDATA[<to>]]> tre</cbc:A>').text('A')).toBe('en <to> tre');
  });
});

describe('what was not asked for', () => {
  test('is told with its value and place, numbered where there are several', () => {
    const part = partOf(cbc('A', '1'), cbc('A', '2'), cac('B', cbc('C', '3', 'd="4"')));
    expect(told(part)).toEqual(['A[1]=1', 'A[2]=2', 'B/C=3', 'B/C/@d=4']);
  });

  test('is less by what was', () => {
    const part = partOf(cbc('A', '1'), cbc('A', '2'), cac('B', cbc('C', '3', 'd="4"')));
    part.text('A');
    expect(told(part)).toEqual(['A[2]=2', 'B/C=3', 'B/C/@d=4']);
    part.text('B', 'C');
    expect(told(part)).toEqual(['A[2]=2', 'B/C/@d=4']);
    part.one('B', 'C')?.attribute('d');
    expect(told(part)).toEqual(['A[2]=2']);
  });

  test('is not made less by looking whether it is there', () => {
    const part = partOf(cac('A', cbc('B', '1')));
    part.all('A', 'B');
    part.one('A');
    expect(told(part)).toEqual(['A/B=1']);
  });

  test('is also text beside elements', () => {
    expect(told(partOf('løs tekst', cbc('A', '1')))).toEqual(['Root=løs tekst', 'A=1']);
  });

  test('is not blank, nor a declaration of names or schemas', () => {
    const part = partOf('<cbc:A xmlns:x="urn:x" xmlns:xsi="urn:i" xsi:schemaLocation="urn:a a.xsd" b=""> </cbc:A>');
    expect(told(part)).toEqual([]);
  });
});

describe('what says itself', () => {
  test('need not be told; anything else is', () => {
    const part = partOf(cbc('A', 'VAT', 'scheme="UN"'), cbc('A', 'GST', 'scheme="UN"'));
    part.expect('VAT', 'A');
    part.one('A')?.expectAttribute('scheme', 'UN');
    expect(told(part)).toEqual(['A[2]=GST', 'A[2]/@scheme=UN']);
  });
});

describe('a decimal', () => {
  test.each([['1', '1'], ['+01.50', '1.50'], ['-.5', '-0.5'], ['5.', '5'], ['0', '0'], ['-0', '-0'], ['1234567890.0987654321', '1234567890.0987654321']])('%s is %s', (written, decimal) => {
    const part = partOf(cbc('A', written));
    expect(part.decimal('A')).toBe(decimal);
    expect(told(part)).toEqual([]);
  });

  test.each(['1,5', '1e3', '', '.', '-', '1 0', '0x1', '9'.repeat(31)])('%j is none, and told as it stands', (written) => {
    const part = partOf(cbc('A', written));
    expect(part.decimal('A')).toBeUndefined();
    expect(told(part)).toEqual(written === '' ? [] : [`A=${written}`]);
  });
});

test('an amount notes its currency when it is the invoice’s own', () => {
  const part = partOf(cbc('A', '1.5', 'currencyID="NOK"'), cbc('B', '2', 'currencyID="EUR"'), cbc('C', '3'));
  expect([part.money('A'), part.money('B'), part.money('C')].map((amount) => moneyToText(amount ?? expect.fail()))).toEqual(['1.50', '2.00', '3.00']);
  expect(told(part)).toEqual(['B/@currencyID=EUR']);
});

test('an amount that is not there is none; one that is unclear is refused', () => {
  expect(partOf(cbc('A', ' ')).money('A')).toBeUndefined();
  expect(partOf().money('A')).toBeUndefined();
  expect(() => partOf(cbc('A', '1.005')).money('A')).toThrow('amount');
});
