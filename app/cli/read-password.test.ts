import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readPassword } from './read-password.ts';

function aTerminal(isTTY: boolean) {
  const output = new PassThrough();
  const shown: string[] = [];
  output.on('data', (chunk: Buffer) => { shown.push(chunk.toString()); });
  return { input: Object.assign(new PassThrough(), { isTTY }), output, shown };
}

describe('on a terminal', () => {
  test('asks, shows nothing of what is typed, and goes on to a new line', async () => {
    const { input, output, shown } = aTerminal(true);
    const asked = readPassword('Passord:', { input, output });
    input.write('fire ord ');
    input.write('på rad\r');
    expect(await asked).toBe('fire ord på rad');
    expect(shown.join('')).toBe('Passord: \n');
  });

  test('what was taken back is not part of it', async () => {
    const { input, output } = aTerminal(true);
    const asked = readPassword('Passord:', { input, output });
    input.write('abx\u007fc\n');
    expect(await asked).toBe('abc');
  });
});

describe('from a file or another program', () => {
  test.each([
    ['fire ord på rad\n', 'fire ord på rad'], ['uten linjeskift', 'uten linjeskift'], ['  med mellomrom  \nog mer\n', '  med mellomrom  '],
    ['fra windows\r\n', 'fra windows'], ['\n', ''], ['', undefined],
  ])('%j is %j', async (sent, password) => {
    const { input, output, shown } = aTerminal(false);
    const asked = readPassword('Passord:', { input, output });
    input.end(sent);
    expect(await asked).toBe(password);
    expect(shown).toEqual([]);
  });
});
