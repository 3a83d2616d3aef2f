import { describe, expect, test } from 'vitest';
import { unreadableCauses } from '#app/domain/circumstances.ts';
import { notRefundableReasons } from '#app/domain/expense.ts';
import { stepCodes } from '#app/domain/explanation.ts';
import type { Finding } from '#app/domain/finding.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money, percent } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { refusalCodes } from '#app/domain/refusals.ts';
import { warningCodes } from '#app/domain/warnings.ts';
import { problemCodes } from '#app/features/programme-file/problem.ts';
import { everyProblem, everyRefusalAndWarning, everyStep } from '#test/fixtures/every-finding.ts';
import { findingText, stepText } from './finding-text.ts';
import { template, translator, isTextKey } from './translate.ts';

/** Places that were not filled, codes and values that were not put in words. */
const unsaid = /[{}]|undefined|NaN|\[object|\b[a-z]+_[a-z_]+\b/;
/** Names of values that are words of their own: the keys of the JSON, and what may stand in them. */
const keysOfTheFile = /not_refundable|travel_time|mapping_or_report|own_wages|participants_board/g;

function unsaidIn(messages: readonly string[]): string[] {
  return messages.filter((message) => message.trim() === '' || unsaid.test(message.replace(keysOfTheFile, '')));
}

const codesOf = (found: readonly { readonly code: string }[]) => [...new Set(found.map(({ code }) => code))].sort();
const findings = everyRefusalAndWarning();
const isRefusal = ({ code }: Finding<string>) => refusalCodes.some((refusal) => refusal === code);
const refusals = findings.filter(isRefusal);
const warnings = findings.filter((finding) => !isRefusal(finding));
const steps = everyStep();

describe('the examples of this test leave nothing out', () => {
  test('every refusal', () => { expect(codesOf(refusals)).toEqual([...refusalCodes].sort()); });
  test('every warning', () => { expect(codesOf(warnings)).toEqual([...warningCodes].sort()); });
  test('every step', () => { expect(codesOf(steps)).toEqual([...stepCodes].sort()); });
  test('every problem', async () => { expect(codesOf(await everyProblem())).toEqual([...problemCodes].sort()); });
  test('every cause and every reason', () => {
    expect(new Set(refusals.map(({ facts }) => facts['cause']))).toEqual(new Set([undefined, ...unreadableCauses]));
    expect(new Set(steps.map(({ facts }) => facts['reason']))).toEqual(new Set([undefined, ...notRefundableReasons]));
  });
});

describe.each(languages)('in %s', (language) => {
  test('every refusal and every warning is a sentence whose places are filled by the facts the domain gives', () => {
    expect(unsaidIn(refusals.map((refusal) => findingText('refusal', refusal, language).message))).toEqual([]);
    expect(unsaidIn(warnings.map((warning) => findingText('warning', warning, language).message))).toEqual([]);
  });

  test('every step is', () => {
    expect(unsaidIn(steps.map((step) => stepText(step, language)))).toEqual([]);
  });

  test('every problem of a programme file is', async () => {
    expect(unsaidIn((await everyProblem()).map((problem) => findingText('schema', problem, language).message))).toEqual([]);
  });

  test('every one of them begins and ends as a sentence does', async () => {
    const said = [
      ...refusals.map((refusal) => findingText('refusal', refusal, language).message),
      ...warnings.map((warning) => findingText('warning', warning, language).message),
      ...(await everyProblem()).map((problem) => findingText('schema', problem, language).message),
      ...steps.map((step) => stepText(step, language)),
    ];
    expect(said.filter((message) => !/^[\p{Lu}\d"«“].*\.$/u.test(message))).toEqual([]);
  });

  test('every cause why a file cannot be read has words of its own', () => {
    const saidOf = (cause: string) =>
      findingText('refusal', { code: 'attachment_unreadable', path: [], facts: { file: 'a.pdf', cause } }, language).message;
    const causes = unreadableCauses.map(saidOf);
    expect(new Set(causes).size).toBe(unreadableCauses.length);
  });

  test('amounts, percentages and days are written as that language writes them', () => {
    const facts = { percent: { percent: percent('66.67') }, basis: { kroner: money('18000') }, calculated: { kroner: money('12000.6') } };
    const [share, amount] = language === 'en' ? ['66.67%', 'NOK\u00a012,000.60'] : ['66,67\u00a0%', '12\u00a0000,60\u00a0kr'];
    const text = stepText({ code: 'percent', facts }, language);
    expect([text.includes(share), text.includes(amount)]).toEqual([true, true]);
    const endsOn = { on: calendarDate('2026-12-01') };
    const ended = findingText('refusal', { code: 'programme_not_finished', path: [], facts: { endsOn } }, language);
    expect(ended.message).toContain(language === 'en' ? '1\u00a0Dec\u00a02026' : '01.12.2026');
  });
});

test('one day is said as one day', () => {
  const expiring = warnings.filter(({ code, facts }) => code === 'grant_expiring' && facts['days'] === 1);
  const expected = template('nb', 'warning.grant_expiring.one').replace('{expiresOn}', '24.11.2026');
  expect(expiring.map((warning) => findingText('warning', warning, 'nb').message)).toEqual([expected]);
});

test('a code has words only where a reason or a cause is meant', () => {
  const named = findingText('warning', { code: 'two_large_programmes', path: [], facts: { other: 'not_found' } }, 'nb');
  expect(named.message).toContain('«not_found»');
  const key = 'unreadable.not_found';
  const told = findingText('refusal', { code: 'attachment_unreadable', path: [], facts: { file: 'not_found', cause: 'not_found' } }, 'nb');
  expect(told.message).toContain('«not_found»');
  expect(told.message).toContain(isTextKey(key) ? translator('nb')(key) : expect.fail());
});

test('what a file holds can neither steer a terminal nor break the line, and letters of every script stay', () => {
  const nasty = 'a\u001b[31mrød\r\nb\u2028c\u202ed\u200b Áŋ漢😀';
  const { path, message } = findingText('schema', { code: 'unknown_key', path: ['grant', nasty], facts: { key: nasty } }, 'nb');
  for (const text of [path, message]) {
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(text).toContain('Áŋ漢😀');
  }
});

test('the field is told as people write paths', () => {
  const path = ['expenses', 3, 'days', 0, 'on'];
  expect(findingText('schema', { code: 'missing', path, facts: {} }, 'nb').path).toBe('expenses[3].days[0].on');
  expect(findingText('schema', { code: 'missing', path: [], facts: {} }, 'nb').path).toBe('');
});

test('a code without a sentence is a fault of the program, not an empty line', () => {
  expect(() => findingText('refusal', { code: 'unheard_of', path: [], facts: {} }, 'nb')).toThrow('refusal.unheard_of');
});
