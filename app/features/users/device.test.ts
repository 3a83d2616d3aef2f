import { describe, expect, test } from 'vitest';
import { deviceName, deviceOf } from './device.ts';

const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('a browser is told in words, and nothing more of it is kept', () => {
  test.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox på Windows'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/140.0.0.0`, 'Edge på Windows'],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${chrome}`, 'Chrome på macOS'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15', 'Safari på macOS'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari på iPhone'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1', 'Chrome på iPhone'],
    [`Mozilla/5.0 (Linux; Android 15) ${chrome.replace('Chrome/', 'SamsungBrowser/28.0 Chrome/')}`, 'Samsung Internet på Android'],
    [`Mozilla/5.0 (X11; CrOS x86_64 16000.0.0) ${chrome}`, 'Chrome på ChromeOS'],
    ['Noe på Windows', 'Windows'],
  ])('%s', (userAgent, words) => {
    expect(deviceName(deviceOf(userAgent), 'nb')).toBe(words);
  });

  test.each([null, '', 'curl/8.0', '<script>', 'x'.repeat(100_000)])('%s is an unknown one', (userAgent) => {
    expect(deviceOf(userAgent)).toBeUndefined();
    expect(deviceName(deviceOf(userAgent), 'en')).toBe('Unknown browser');
  });
});
