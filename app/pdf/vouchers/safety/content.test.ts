import { describe, expect, test } from 'vitest';
import type { ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { doubt, safePage, usual } from '#test/fixtures/safe-page.ts';
import { srgbProfile } from '../../srgb-profile.ts';

const square = '0 0 10 10 re f';
const form = (entries: string, data = square): ForeignObject => ({ dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 10 10] ${entries}`, data });
const drawn = (...more: ForeignObject[]) => safePage({ contents: '/X Do', resources: '/XObject << /X 11 0 R >>', more });
const state = (entries: string, ...more: ForeignObject[]) => (
  safePage({ contents: `/S gs ${square}`, resources: `/ExtGState << /S << /Type /ExtGState ${entries} >> >>`, more })
);
const coloured = (space: string, ...more: ForeignObject[]) => (
  safePage({ contents: `/C cs ${square}`, resources: `/ColorSpace << /C ${space} >>`, more })
);

test('a page with an embedded font is proven, though its resources name one that is not and that is not used', async () => {
  expect(await doubt(safePage())).toBeUndefined();
});

describe('operators', () => {
  test.each([
    ['known ones', `q 1 0 0 RG 0 0 1 rg 0.5 g /Perceptual ri 2 w [2 1] 0 d 1 0 0 1 5 5 cm ${square} Q`],
    ['marks of a structure', `/P << /MCID 0 >> BDC ${usual.contents} EMC`],
    ['as many states within each other as are sure', `${'q '.repeat(20)}${square}${' Q'.repeat(20)}`],
    ['an inline picture', 'BI /W 2 /H 1 /BPC 8 /CS /G ID ab EI'],
    ['an inline stencil', 'BI /W 2 /H 1 /IM true ID a EI'],
    ['what is not drawn but ends a path, or clips', `${square} 0 0 9 9 re W n 0 0 m 5 5 l h S n`],
    ['text after text, with states and colours within', 'BT q 1 g 1 0 0 1 5 5 cm /F 9 Tf <0001> Tj Q ET BT /F 9 Tf <0001> Tj ET'],
  ])('proven: %s', async (_name, contents) => {
    expect(await doubt(safePage({ contents }))).toBeUndefined();
  });

  test.each([
    ['that nobody knows', '1 2 xyz', 'operator xyz'],
    ['that nobody knows, where old readers may pass over it', 'BX 1 xyz EX', 'operator xyz'],
    ['of a Type 3 font', '500 0 d0', 'operator d0'],
    ['of PostScript', '/Name PS', 'operator PS'],
    ['for printers’ colours', '0 0 0 1 k', 'operator k'],
    ['for printers’ colours of lines', '0 0 0 1 K', 'operator K'],
    ['that restore what was not saved', `${square} Q`, 'a state restored that was not saved'],
    ['that save again and again', 'q '.repeat(21), 'nested too deep'],
    ['with an intent of their own', '/Beautiful ri', 'rendering intent'],
    ['without what they need', `${square} 1 2`, 'operands without an operator'],
    ['with half a byte', 'BT /F 9 Tf <00010> Tj ET', 'a string that is not hexadecimal'],
    ['with a number that no reader has to know', '99999999999 0 m', 'a number too large'],
    ['with a string that no reader has to know', `BT /F 9 Tf (${'ab'.repeat(17_000)}) Tj ET`, 'a string too long'],
    ['for text before a font is chosen', 'BT (a) Tj ET', 'text without a font'],
    ['for a font that is chosen, not embedded and not shown', 'BT /Unused 9 Tf ET', 'font of kind /Type1'],
    ['for a font that is not there', 'BT /G 9 Tf ET', 'Font is missing'],
    ['for a thing that is not there', '/X Do', 'XObject is missing'],
    ['for a field within text', `BT /F 9 Tf <0001> Tj ${square} ET`, 'a path within text'],
    ['for a line that begins within text', 'BT 0 0 m ET 5 5 l S', 'a path within text'],
    ['for a picture within text', 'BT BI /W 2 /H 1 /IM true ID a EI ET', 'BI within text'],
    ['for a picture within a path', '0 0 5 5 re BI /W 2 /H 1 /IM true ID a EI f', 'BI within path'],
    ['for text within text', `BT ${usual.contents} ET`, 'BT within text'],
    ['for text within a path', `0 0 m ${usual.contents} 5 5 l S`, 'BT within path'],
    ['for an end of text that did not begin', `${usual.contents} ET`, 'an end of text that did not begin'],
    ['for text without end', 'q BT /F 9 Tf <0001> Tj', 'a text left open'],
    ['for a field that is not painted', '0 0 5 5 re', 'a path left open'],
    ['for a clip that nothing ends', `${usual.contents} 0 0 5 5 re W`, 'a path left open'],
    ['for an inline picture in printers’ colours', 'BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI', 'colour space /CMYK'],
    ['for an inline picture packed by LZW', 'BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID ab EI', 'filter of an inline image'],
    ['for an inline JPEG, whose colours nobody counts', 'BI /W 1 /H 1 /BPC 8 /CS /RGB /F /DCT ID ab EI', 'filter of an inline image'],
    ['for an inline picture drawn softer than it is', 'BI /W 1 /H 1 /BPC 8 /CS /G /I true ID a EI', 'an interpolated image'],
  ])('unproven: operators %s', async (_name, contents, reason) => {
    expect(await doubt(safePage({ contents }))).toBe(reason);
  });
});

test.each([
  ['a form', '/X Do', [form('')], 'Do within text'],
  ['a ramp of colours', '/R sh', [form('')], 'sh within text'],
])('%s is proven outside of text, and not within it', async (_name, operators, more, reason) => {
  const ramp = '/R << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 0] /Function << /FunctionType 2 /Domain [0 1] /N 1 >> >>';
  const [outside, within] = await Promise.all([`BT ET ${operators}`, `BT ${operators} ET`]
    .map((contents) => doubt(safePage({ contents, resources: `/Shading << ${ramp} >> /XObject << /X 11 0 R >>`, more }))));
  expect([outside, within]).toEqual([undefined, reason]);
});

describe('forms', () => {
  test.each<[string, ForeignObject[]]>([
    ['that draw each other', [form('/Resources << /XObject << /Y 12 0 R /Z 12 0 R >> >>', '/Y Do /Z Do'), form('')]],
    ['of transparent things', [form('/Group << /S /Transparency /CS /DeviceRGB /I true >>')]],
    ['in letters, since they are packed anew', [{ dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Filter /ASCIIHexDecode', data: '6e>' }]],
  ])('proven: forms %s', async (_name, more) => {
    expect(await doubt(drawn(...more))).toBeUndefined();
  });

  test.each<[string, ForeignObject[], string]>([
    ['with text without end', [form('', 'BT')], 'a text left open'],
    ['that draw themselves', [form('/Resources << /XObject << /X 11 0 R >> >>', '/X Do')], 'a form that draws itself'],
    ['that draw each other in a circle', [
      form('/Resources << /XObject << /Y 12 0 R >> >>', '/Y Do'), form('/Resources << /XObject << /X 11 0 R >> >>', '/X Do'),
    ], 'a form that draws itself'],
    ['with resources of whoever draws them', [form('', usual.contents)], 'Font is missing'],
    ['of PostScript', [{ dictionary: '/Type /XObject /Subtype /PS', data: '' }], 'drawn: /PS'],
    ['with PostScript', [form('/PS (a)')], 'a form with PS'],
    ['with PostScript, otherwise', [form('/Subtype2 /PS')], 'a form with Subtype2'],
    ['that stand for another file', [form('/Ref << /F (a.pdf) /Page 0 >>')], 'a form with Ref'],
    ['of a layer', [form('/OC << /Type /OCG /Name (a) >>')], 'a layer'],
    ['blended in printers’ colours', [form('/Group << /S /Transparency /CS /DeviceCMYK >>')], 'a space to blend in'],
    ['blended in a palette', [form('/Group << /S /Transparency /CS [/Indexed /DeviceRGB 0 <000000>] >>')], 'a space to blend in'],
    ['grouped in another way', [form('/Group << /S /Other >>')], 'a group that is none'],
    ['drawing printers’ colours within', [form('/Resources << /XObject << /Y 12 0 R >> >>', '/Y Do'), form('', '1 0 0 0 k')], 'operator k'],
  ])('unproven: forms %s', async (_name, more, reason) => {
    expect(await doubt(drawn(...more))).toBe(reason);
  });

  test('unproven: a page blended in printers’ colours', async () => {
    expect(await doubt(safePage({ page: '/Group << /S /Transparency /CS /DeviceCMYK >>' }))).toBe('a space to blend in');
    expect(await doubt(safePage({ page: '/Group << /S /Transparency /CS /DeviceRGB >>' }))).toBeUndefined();
  });

  test('unproven: a file with layers, also where the page is in none', async () => {
    const bytes = Buffer.from(safePage().toString('latin1').replace('/Type /Catalog', '/OCProperties << >> /Type /Catalog'), 'latin1');
    expect(await doubt(bytes)).toBe('layers');
  });
});

describe('graphics states', () => {
  const mask = (group: string) => form(`/Group << /S /Transparency ${group} >>`);
  test.each<[string, string, ForeignObject[]]>([
    ['opacity', '/ca 0.5 /CA 0.3', []], ['a way of blending', '/BM /Multiply', []], ['the usual transfer', '/TR2 /Default', []],
    ['no mask', '/SMask /None', []], ['a mask of grey', '/SMask << /S /Luminosity /G 11 0 R >>', [mask('/CS /DeviceGray')]],
  ])('proven: %s', async (_name, entries, more) => {
    expect(await doubt(state(entries, ...more))).toBeUndefined();
  });

  test.each<[string, string, string, ForeignObject[]]>([
    ['a transfer curve', '/TR /Identity', 'a state with TR', []], ['another transfer curve', '/TR2 /Identity', 'transfer curve', []],
    ['a halftone', '/HT /Default', 'a state with HT', []], ['a halftone’s origin', '/HTP [0 0]', 'a state with HTP', []],
    ['a font', '/Font [5 0 R 9]', 'a state with Font', []], ['an unknown way of blending', '/BM /Sparkle', 'blend mode /Sparkle', []],
    ['an unknown intent', '/RI /Beautiful', 'rendering intent', []],
    ['a mask’s transfer curve', '/SMask << /S /Luminosity /TR /Identity /G 11 0 R >>', 'soft mask', [mask('')]],
    ['a mask in printers’ colours', '/SMask << /S /Luminosity /G 11 0 R >>', 'a space to blend in', [mask('/CS /DeviceCMYK')]],
    ['a mask drawn in printers’ colours', '/SMask << /S /Alpha /G 11 0 R >>', 'operator k', [form('', '1 0 0 0 k')]],
  ])('unproven: %s', async (_name, entries, reason, more) => {
    expect(await doubt(state(entries, ...more))).toBe(reason);
  });
});

describe('colour spaces', () => {
  const profile = (change: (bytes: Buffer) => void = () => undefined, components = 3): ForeignObject => {
    const bytes = srgbProfile();
    change(bytes);
    return { dictionary: `/N ${components}`, data: bytes };
  };
  const white = '<< /WhitePoint [0.95 1 1.09] >>';

  test.each<[string, string, ForeignObject[]]>([
    ['of a profile', '[/ICCBased 11 0 R]', [profile()]], ['measured', `[/CalRGB ${white}]`, []], ['a palette', '[/Indexed /DeviceRGB 0 <ff0000>]', []],
    ['patterns of one colour', '[/Pattern /DeviceGray]', []],
  ])('proven: %s', async (_name, space, more) => {
    expect(await doubt(coloured(space, ...more))).toBeUndefined();
  });

  test.each<[string, string, string, ForeignObject[]]>([
    ['printers’', '/DeviceCMYK', 'colour space /DeviceCMYK', []],
    ['a spot colour', '[/Separation /Gold /DeviceRGB 11 0 R]', 'colour space /Separation', ['<< /FunctionType 2 /Domain [0 1] /N 1 >>']],
    ['several inks', '[/DeviceN [/A /B] /DeviceRGB 11 0 R]', 'colour space /DeviceN', ['<< /FunctionType 2 /Domain [0 1] /N 1 >>']],
    ['a palette of printers’ colours', '[/Indexed /DeviceCMYK 0 <00000000>]', 'colour space /DeviceCMYK', []],
    ['a palette of itself', '11 0 R', 'Maximum call stack size exceeded', ['[/Indexed 11 0 R 0 <00>]']],
    ['a palette packed by LZW', '[/Indexed /DeviceRGB 0 11 0 R]', 'filter /LZWDecode', [{ dictionary: '/Filter /LZWDecode', data: Buffer.from('800b6050220c0c8501', 'hex') }]],
    ['patterns of printers’ colours', '[/Pattern /DeviceCMYK]', 'colour space /DeviceCMYK', []],
    ['a profile that is none', '[/ICCBased 11 0 R]', 'a colour profile that is none', [{ dictionary: '/N 3', data: 'profile'.repeat(30) }]],
    ['a profile that was cut', '[/ICCBased 11 0 R]', 'a colour profile that is none', [{ dictionary: '/N 3', data: srgbProfile().subarray(0, 300) }]],
    ['a profile of another space than it says', '[/ICCBased 11 0 R]', 'colour profile', [profile(undefined, 4)]],
    ['a profile of printers’ colours', '[/ICCBased 11 0 R]', 'colour profile', [profile((bytes) => bytes.write('CMYK', 16, 'latin1'), 4)]],
    ['a profile of a version to come', '[/ICCBased 11 0 R]', 'colour profile', [profile((bytes) => bytes.writeUInt8(5, 8))]],
    ['a profile that links devices', '[/ICCBased 11 0 R]', 'colour profile', [profile((bytes) => bytes.write('link', 12, 'latin1'))]],
  ])('unproven: %s', async (_name, space, reason, more) => {
    expect(await doubt(coloured(space, ...more))).toContain(reason);
  });

  test.each([
    ['/DeviceCMYK', '/DeviceCMYK', 'colour space /DeviceCMYK'], ['/CMYK', '/CMYK', 'colour space /CMYK'],
  ])('unproven: %s, also where a resource goes by that name', async (name, key, reason) => {
    expect(await doubt(safePage({ contents: `${name} cs`, resources: `/ColorSpace << ${key} [/CalRGB ${white}] >>` }))).toBe(reason);
  });

  test.each<[string, string | undefined, ForeignObject[]]>([
    ['/DefaultRGB [/ICCBased 11 0 R]', undefined, [profile()]],
    ['/DefaultRGB [/ICCBased 11 0 R]', 'colour profile', [profile((bytes) => bytes.writeUInt8(5, 8))]],
    ['/DefaultRGB /DeviceRGB', 'another space instead', []],
    [`/DefaultGray [/CalRGB ${white}]`, 'another space instead', []],
    ['/DefaultGray [/Separation /Black /DeviceGray 11 0 R]', 'another space instead', ['<< /FunctionType 2 /Domain [0 1] /N 1 >>']],
    ['/DefaultCMYK [/ICCBased 11 0 R]', undefined, [profile((bytes) => bytes.write('CMYK', 16, 'latin1'), 4)]],
  ])('that stand in for those of the device are looked at, where there are such colours: %s', async (resource, reason, more) => {
    expect(await doubt(safePage({ contents: `1 0 0 rg ${square}`, resources: `/ColorSpace << ${resource} >>`, more }))).toBe(reason);
  });
});

describe('patterns and shadings', () => {
  const painted = (...more: ForeignObject[]) => (
    safePage({ contents: `/Pattern cs /P scn ${square}`, resources: '/Pattern << /P 11 0 R >>', more })
  );
  const tile = (data: string, entries = ''): ForeignObject => (
    { dictionary: `/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5 /Resources << ${entries} >>`, data }
  );
  const ramp = (space: string, rest = '') => `<< /ShadingType 2 /ColorSpace ${space} /Coords [0 0 1 1] /Function ${rest || '<< /FunctionType 2 /Domain [0 1] /N 1 >>'} >>`;

  test.each<[string, ForeignObject[]]>([
    ['of squares', [tile('0 0 2 2 re f')]], ['of a ramp', [`<< /PatternType 2 /Shading ${ramp('/DeviceRGB')} >>`]],
  ])('proven: %s', async (_name, more) => {
    expect(await doubt(painted(...more))).toBeUndefined();
  });

  test.each<[string, ForeignObject[], string]>([
    ['of itself', [tile('/Pattern cs /P scn 0 0 2 2 re f', '/Pattern << /P 11 0 R >>')], 'a pattern of itself'],
    ['of printers’ colours', [tile('0 0 0 1 k 0 0 2 2 re f')], 'operator k'],
    ['of a ramp in printers’ colours', [`<< /PatternType 2 /Shading ${ramp('/DeviceCMYK')} >>`], 'colour space /DeviceCMYK'],
    ['of a ramp of patterns', [`<< /PatternType 2 /Shading ${ramp('/Pattern')} >>`], 'a shading of patterns'],
    ['of a ramp with a state', [`<< /PatternType 2 /ExtGState << >> /Shading ${ramp('/DeviceRGB')} >>`], 'pattern'],
    ['of a ramp whose steps are packed by LZW', [
      `<< /PatternType 2 /Shading ${ramp('/DeviceRGB', '12 0 R')} >>`,
      { dictionary: '/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1] /Size [2] /BitsPerSample 8 /Filter /LZWDecode', data: '\x80\x0b' },
    ], 'filter /LZWDecode'],
  ])('unproven: %s', async (_name, more, reason) => {
    expect(await doubt(painted(...more))).toBe(reason);
  });
});

describe('whatever travels', () => {
  test.each<[string, ForeignObject]>([
    ['data in another file', { dictionary: '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /F (a)', data: 'a' }],
    ['a string too long', { dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Note (${'a'.repeat(33_000)})`, data: '' }],
    ['a name too long', { dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 1 1] /${'N'.repeat(200)} 1`, data: '' }],
    ['a number too large', { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Note 3000000000', data: '' }],
  ])('unproven: %s', async (reason, object) => {
    expect(await doubt(drawn(object))).toBe(reason);
  });
});
