import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormFields, readFormFields } from './form-fields.ts';

const nul = String.fromCharCode(0);

const readOf = (fields: Iterable<readonly [string, string]>) => readFormFields(aBody(fields));

async function statusOf(request: Request): Promise<number> {
  const thrown: unknown = await readFormFields(request).then(() => undefined, (error: unknown) => error);
  return thrown instanceof Response ? thrown.status : 200;
}

const aBody = (fields: Iterable<readonly [string, string]>) => {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  return new Request('http://localhost/', { method: 'POST', body });
};

describe('a form', () => {
  test('has each field’s first value, all of those sent several times, and nothing for one that was not sent', async () => {
    const form = await readOf([['line', 'a'], ['net', '18 000,-'], ['line', 'b'], ['empty', '']]);
    expect([form.text('line'), form.all('line'), form.text('net'), form.text('none'), form.all('none')]).toEqual(['a', ['a', 'b'], '18 000,-', '', []]);
    expect([form.has('empty'), form.has('none')]).toEqual([true, false]);
    expect(form.typed(['net', 'none'])).toEqual({ net: '18 000,-', none: '' });
  });

  test('keeps names that every object has apart from what was sent', async () => {
    const form = await readOf([['net', '1']]);
    expect(['__proto__', 'constructor', 'toString'].map((name) => [form.text(name), form.has(name), form.files(name)])).toEqual(Array.from({ length: 3 }, () => ['', false, []]));
    expect((await readOf([['__proto__', 'a'], ['constructor', 'b']])).everyText()).toEqual([['__proto__', 'a'], ['constructor', 'b']]);
  });

  test('counts a line end as one sign however the browser sends it, and drops what no text can hold', () => {
    expect(new FormFields([['text', 'en\r\nto\nt\rre']]).text('text')).toBe('en\nto\nt\rre');
    expect(new FormFields([['text', `Sol${nul}veig`]]).text('text')).toBe('Solveig');
  });

  test('has its files by field, and none for a field left empty', async () => {
    const part = (name: string, file: string, content: string) => (
      `--x\r\nContent-Disposition: form-data; name="${name}"; filename="${file}"\r\nContent-Type: application/octet-stream\r\n\r\n${content}\r\n`
    );
    const body = `${part('upload', 'a.pdf', '%PDF')}${part('upload', 'tom.pdf', '')}${part('other', '', '')}--x\r\nContent-Disposition: form-data; name="net"\r\n\r\n1\r\n--x--\r\n`;
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const form = await readFormFields(new Request('http://localhost/', { method: 'POST', headers, body }));
    expect([form.files('upload').map(({ name }) => name), form.files('other'), form.fileNames()]).toEqual([['a.pdf', 'tom.pdf'], [], ['a.pdf', 'tom.pdf']]);
    expect(form.everyFile().map(([field, { name }]) => [field, name])).toEqual([['upload', 'a.pdf'], ['upload', 'tom.pdf']]);
    expect(form.everyText()).toEqual([['net', '1']]);
  });

  test('loses no text that was sent', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string({ maxLength: 20 }), fc.string().filter((text) => !/\r\n|\0/.test(text)))), (sent) => {
      const kept = new FormFields(sent).everyText();
      const sorted = (pairs: readonly (readonly [string, string])[]) => pairs.map((pair) => JSON.stringify(pair)).sort();
      expect(sorted(kept)).toEqual(sorted(sent));
      for (const [name] of sent) expect(new FormFields(sent).all(name)).toEqual(sent.filter(([each]) => each === name).map(([, value]) => value));
    }));
  });
});

test('a password is read, and never kept with the rest', () => {
  const form = new FormFields([['password', 'hemmelig'], ['net', '1'], ['password', 'igjen']]);
  expect([form.text('password'), form.everyText()]).toEqual(['hemmelig', [['net', '1']]]);
});

describe('a version', () => {
  test.each([['1', 1], ['42', 42], ['999999999', 999_999_999]])('%s is one', (text, version) => {
    expect(new FormFields([['version', text]]).version()).toBe(version);
  });

  test.each(['', '0', '01', '-1', '+1', '1.0', '1e3', '0x1', ' 1', '1 ', 'NaN', 'Infinity', '1000000000', '9007199254740993', '١'])('%j is none, and nobody’s', (text) => {
    expect(new FormFields([['version', text]]).version()).toBe(0);
  });
});

describe('what is no form, or an absurd one, is turned away', () => {
  test('a body of another kind, or cut short', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    for (const body of ['', 'a=b', '--x\r\n', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb']) {
      expect(await statusOf(new Request('http://localhost/', { method: 'POST', headers, body })), JSON.stringify(body)).toBe(400);
    }
    expect(await statusOf(new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }))).toBe(400);
  });

  test('more fields than any form has, longer names or longer texts', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index): [string, string] => [`f${index}`, '']);
    expect([await statusOf(aBody(many(5_000))), await statusOf(aBody(many(5_001)))]).toEqual([200, 400]);
    expect([await statusOf(aBody([['n'.repeat(200), '']])), await statusOf(aBody([['n'.repeat(201), '']]))]).toEqual([200, 400]);
    expect([await statusOf(aBody([['n', 'x'.repeat(20_000)]])), await statusOf(aBody([['n', 'x'.repeat(20_001)]]))]).toEqual([200, 400]);
  });
});
