import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';

/** In the order they are looked for: most browsers also name those they are made from. */
const browsers: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//], ['Opera', /\bOPR\/|\bOpera\b/], ['Samsung Internet', /\bSamsungBrowser\//], ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//], ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//], ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
];
const systems: readonly (readonly [name: string, sign: RegExp])[] = [
  ['iPhone', /\biPhone\b/], ['iPad', /\biPad\b/], ['Android', /\bAndroid\b/], ['ChromeOS', /\bCrOS\b/], ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/], ['Linux', /\bLinux\b/],
];
const longestUserAgent = 1_000;
const separator = '/';

/** Browser and system of a request, nothing more: `Firefox/Windows`; either may lack. Undefined for what names neither. */
export function deviceOf(userAgent: string | null): string | undefined {
  const text = (userAgent ?? '').slice(0, longestUserAgent);
  const named = [browsers, systems].map((known) => known.find(([, sign]) => sign.test(text))?.[0] ?? '');
  return named.every((name) => name === '') ? undefined : named.join(separator);
}

/** `Firefox på Windows`. */
export function deviceName(device: string | undefined, language: Language): string {
  const t = translator(language);
  const [browser = '', system = ''] = (device ?? '').split(separator);
  if (browser !== '' && system !== '') return t('account.device', { browser, system });
  return browser || system || t('account.device.unknown');
}
