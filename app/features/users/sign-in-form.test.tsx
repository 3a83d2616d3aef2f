import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { ResumeForm } from './resume-form.tsx';
import { resumeView } from './resume-view.ts';
import { SignInForm } from './sign-in-form.tsx';
import { signInView } from './sign-in-view.ts';

const kept = {
  action: '/organisations/o1/programmes/p1/expenses/new', fileNames: ['faktura <1>.pdf'],
  fields: [['line', 'a'], ['line', 'b'], ['description', 'To "linjer"\nog <æøå> & mer']],
} as const;

describe('the way in', () => {
  test('tells a fault at the field and above the button, in the same words, and keeps the address', () => {
    const html = renderToStaticMarkup(<SignInForm page={signInView({ language: 'nb', to: '/', email: 'kari@sorvik.example', fault: { code: 'wrong' } })} />);
    expect(html.match(/E-posten eller passordet er feil/g)).toHaveLength(2);
    expect(html).toContain('href="#email"');
    expect(html).toContain('value="kari@sorvik.example"');
    expect(html).toContain('autoComplete="current-password"');
    expect(html).toMatch(/<form[^>]*method="post"[^>]*action="\/sign-in"/);
  });

  test.each([[1, 'Vent ett minutt'], [15, 'Vent 15 minutter']])('a wait of %i is told in words', (minutes, words) => {
    expect(renderToStaticMarkup(<SignInForm page={signInView({ language: 'nb', to: '/', fault: { code: 'wait', minutes } })} />)).toContain(words);
  });

  test('cuts no long password before it is sent', () => {
    const html = renderToStaticMarkup(<SignInForm page={signInView({ language: 'nb', to: '/' })} />);
    expect(/name="password"[^>]*maxLength="(\d+)"/.exec(html)?.[1]).toBe('1000');
  });

  test('carries a kept form unseen, and says so', () => {
    const html = renderToStaticMarkup(<SignInForm page={signInView({ language: 'nn', to: '/', kept })} />);
    expect(html).toContain('det du skreiv, er teke vare på');
    expect(html).toContain('encType="multipart/form-data"');
    expect(html.match(/type="hidden"/g)).toHaveLength(6);
  });
});

describe('signed in again', () => {
  test.each(languages)('one press sends the kept fields to where they were going, in %s', (language) => {
    const html = renderToStaticMarkup(<ResumeForm page={resumeView(kept, language)} />);
    expect(html).toMatch(/<form method="post" action="\/organisations\/o1\/programmes\/p1\/expenses\/new" encType="multipart\/form-data"/);
    expect(html.match(/<input type="hidden" name="line" value="(a|b)"\/>/g)).toHaveLength(2);
    expect(html).toContain('value="To &quot;linjer&quot;\nog &lt;æøå&gt; &amp; mer"');
    expect(html).toContain('<li>faktura &lt;1&gt;.pdf</li>');
  });

  test('speaks of files only when there were any', () => {
    expect(resumeView({ ...kept, fileNames: [] }, 'nb').files).toBeUndefined();
  });
});
