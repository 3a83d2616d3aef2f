/** The `ou` command: what the product can do from a terminal. Says results on stdout, what must be mended on stderr. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import yargs, { type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { roles } from '#app/domain/permissions.ts';
import { archiveKinds, languages } from '#app/domain/programme.ts';
import { runClaim } from '#app/cli/claim.ts';
import { runDemo } from '#app/cli/demo.ts';
import { UsageError } from '#app/cli/usage-error.ts';
import { languageOf } from '#app/cli/asked-language.ts';
import { ConfigError } from '#app/config.server.ts';
import { programmeJsonSchema } from '#app/features/programme-file/json-schema.ts';
import { translator } from '#app/i18n/translate.ts';
import { projectFolder } from '#app/project-folder.ts';

const exitUsage = 2;
const exitFault = 70;

const argv = hideBin(process.argv);
const language = languageOf(argv);
const t = translator(language);

try {
  await parser().parseAsync();
} catch (error) {
  const isUsage = error instanceof UsageError || error instanceof ConfigError;
  process.exitCode = isUsage ? exitUsage : exitFault;
  console.error(isUsage ? error.message : t('cli.unexpected', { message: error instanceof Error ? error.message : String(error) }));
}

function parser() {
  return yargs(argv)
    .scriptName('ou')
    .locale(language)
    .updateStrings({ 'Positionals:': t('cli.arguments') })
    .usage(t('cli.about'))
    .command('claim [programme]', t('cli.claim.about'), claimOptions, runClaim)
    .command('demo', t('cli.demo.about'), demoOptions, (asked) => runDemo(asked, language))
    .command('schema', t('cli.schema.about'), {}, () => { process.stdout.write(programmeJsonSchema()); })
    .command('user', t('cli.user.about'), userCommands)
    .command('migrate', t('cli.migrate.about'), migrateOptions, async (asked) => { await (await import('#app/cli/migrate.ts')).runMigrate(asked, language); })
    .command('audit', t('cli.audit.about'), auditCommands)
    .command('serve', t('cli.serve.about'), {}, async () => { await import('#app/server.ts'); })
    .demandCommand(1, t('cli.noCommand'))
    .strict()
    .version(version())
    .describe('version', t('cli.version'))
    .help()
    .describe('help', t('cli.help'))
    .wrap(100)
    .exitProcess(false)
    .parserConfiguration({ 'duplicate-arguments-array': false })
    .fail((message: string | null, error: Error | undefined) => {
      if (error !== undefined && error.name !== 'YError') throw error;
      throw new UsageError(`${message ?? error?.message ?? ''}\n${t('cli.seeHelp')}`);
    });
}

function claimOptions(command: Argv) {
  return command
    .usage(`ou claim <programme.json> --out <${t('cli.claim.folder')}>\n\n${t('cli.claim.about')}`)
    .positional('programme', { describe: t('cli.claim.programme'), type: 'string' })
    .option('out', { describe: t('cli.claim.out'), type: 'string', requiresArg: true })
    .option('today', { describe: t('cli.claim.today'), type: 'string', requiresArg: true })
    .option('language', { describe: t('cli.claim.language'), choices: languages, requiresArg: true })
    .option('archive', { describe: t('cli.claim.archive'), choices: archiveKinds, requiresArg: true })
    .option('size', { describe: t('cli.claim.size'), type: 'string', requiresArg: true })
    .option('parts', { describe: t('cli.claim.parts'), type: 'boolean', default: false })
    .option('draft', { describe: t('cli.claim.draft'), type: 'boolean', default: false })
    .example('ou claim programme.json --out krav', t('cli.claim.example'))
    .epilogue(t('cli.exit'));
}

function demoOptions(command: Argv) {
  return languageOption(command)
    .option('serve', { describe: t('cli.demo.serve'), type: 'boolean', default: true })
    .option('fresh', { describe: t('cli.demo.fresh'), type: 'boolean', default: false });
}

function auditCommands(command: Argv) {
  return command
    .command('verify', t('cli.audit.verify.about'), auditVerifyOptions, async (asked) => {
      await (await import('#app/cli/audit-verify.ts')).runAuditVerify(asked, language);
    })
    .demandCommand(1, t('cli.noCommand'));
}

function auditVerifyOptions(command: Argv) {
  return languageOption(command)
    .option('organisation', { describe: t('cli.audit.organisation'), type: 'string', requiresArg: true })
    .option('against', { describe: t('cli.audit.against'), type: 'string', array: true, requiresArg: true });
}

function migrateOptions(command: Argv) {
  return languageOption(command).option('role', { describe: t('cli.migrate.role'), type: 'string', requiresArg: true });
}

function userCommands(command: Argv) {
  return command
    .command('add', t('cli.user.add.about'), userAddOptions, async (asked) => { await (await import('#app/cli/user-add.ts')).runUserAdd(asked, language); })
    .command('password', t('cli.user.password.about'), (asked: Argv) => languageOption(asked)
      .option('email', { describe: t('cli.user.email'), type: 'string', requiresArg: true }), async ({ email }) => {
      await (await import('#app/cli/user-password.ts')).runUserPassword(email, language);
    })
    .command('second-factor', t('cli.user.secondFactor.about'), secondFactorOptions, async (asked) => {
      await (await import('#app/cli/user-second-factor.ts')).runUserSecondFactor(asked, language);
    })
    .demandCommand(1, t('cli.noCommand'));
}

function secondFactorOptions(command: Argv) {
  return languageOption(command)
    .option('email', { describe: t('cli.user.email'), type: 'string', requiresArg: true })
    .option('remove', { describe: t('cli.user.secondFactor.remove'), type: 'boolean' });
}

function userAddOptions(command: Argv) {
  return languageOption(command)
    .option('email', { describe: t('cli.user.email'), type: 'string', requiresArg: true })
    .option('name', { describe: t('cli.user.name'), type: 'string', requiresArg: true })
    .option('role', { describe: t('cli.user.role'), choices: roles, requiresArg: true })
    .option('organisation', { describe: t('cli.user.organisation'), type: 'string', requiresArg: true })
    .option('programme', { describe: t('cli.user.programme'), type: 'string', requiresArg: true })
    .option('until', { describe: t('cli.user.until'), type: 'string', requiresArg: true });
}

function languageOption(command: Argv) {
  return command.option('language', { describe: t('cli.language'), choices: languages, requiresArg: true });
}

function version(): string {
  const text = readFileSync(join(projectFolder, 'package.json'), 'utf8');
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? '';
}
