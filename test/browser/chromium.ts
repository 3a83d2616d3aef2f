import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const cacheFolder = join(import.meta.dirname, '..', '..', '.cache');
const unpackedFolder = join(cacheFolder, 'chromium-153.0.0');
const fontsFile = join(unpackedFolder, 'fonts', 'unpacked.conf');
/** The packed configuration names folders of another system; a form control without any font at all ends the browser. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;
const quietly = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/**
 * A Chromium without anything installed by hand: the one `CHROMIUM_PATH` names, else on Linux the one packed in
 * `@sparticuz/chromium`, else the machine's own Chrome.
 */
export async function launchChromium(): Promise<Browser> {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') return chromium.launch({ executablePath: chosen, args: quietly });
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome', args: quietly });
  if (!existsSync(unpackedFolder)) await unpack();
  await writeFile(fontsFile, fontsConfiguration);
  return chromium.launch({ executablePath: join(unpackedFolder, 'chromium'), args: quietly, env: ownLibrariesAndFonts() });
}

/** Unpacked aside and moved into place, so that an interrupted run leaves nothing half done behind. */
async function unpack(): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const aside = await mkdtemp(`${unpackedFolder}.`);
  const before = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] };
  // With these the package unpacks its own system libraries and fonts too, below the given folder.
  Object.assign(process.env, { TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
  await rename(aside, unpackedFolder).catch(() => rm(aside, { recursive: true, force: true }));
}

function ownLibrariesAndFonts(): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    LD_LIBRARY_PATH: join(unpackedFolder, 'al2023', 'lib'),
    FONTCONFIG_FILE: fontsFile,
    HOME: unpackedFolder,
    // Without a language that has more than ASCII it gives a file with such a name another.
    LC_ALL: 'C.UTF-8',
  };
}
