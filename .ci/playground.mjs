// Drives the packaged demo in Microsoft's Agents Playground, in a real browser: a drill in a personal chat from typed words
// to an approved play, one in a channel, and a brief in a group. Its pictures are in bot/target/playground.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const [root, modules] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, 'x.js'))('playwright-core');
const shots = join(root, 'bot/target/playground');
mkdirSync(shots, { recursive: true });

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a program, and resolves once it says something. */
async function started(command, args, env, says) {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  child.stderr.pipe(process.stderr);
  await new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
    child.stdout.on('data', (text) => String(text).includes(says) && resolve());
  });
  child.removeAllListeners('exit');
  return child;
}

async function ended(child) {
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('exit', resolve));
}

/** Goes to a conversation and says something there, mentioning the bot where it must be mentioned. */
async function say(page, conversation, words, send) {
  await page.getByRole('treeitem', { name: conversation }).first().click();
  const box = page.locator('[contenteditable=true]').first();
  await box.click();
  if (send.mention) {
    await box.pressSequentially('@Test');
    await page.getByRole('menuitem', { name: 'Test Bot' }).click();
  }
  await box.pressSequentially(words);
  await page.getByRole('button', { name: send.button, exact: true }).first().click();
}

/** The end of a session, and the answer to why. */
async function drilled(page, name) {
  await page.getByText('done', { exact: true }).first().waitFor();
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  await page.getByRole('button', { name: 'Ask why' }).first().click();
  await page.getByText('Why OpsPilot says this').first().waitFor();
  await page.screenshot({ path: join(shots, `${name}-why.png`), fullPage: true });
  console.log(`${name}: drilled, and told why`);
}

/** Approves the first play that can be, beside its exact call, and sees on the card what came of it. */
async function approved(page, name) {
  await page.getByRole('button', { name: 'Approve…' }).first().click();
  await page.getByText('This is called, to the letter:').first().waitFor();
  await page.getByLabel(/^Reason/).first().fill('customers cannot pay');
  await page.screenshot({ path: join(shots, `${name}-asked.png`), fullPage: true });
  await page.getByRole('button', { name: 'Approve', exact: true }).first().click();
  await page.getByText(/approved by/).first().waitFor();
  await page.getByText('verifying').first().waitFor();
  await page.screenshot({ path: join(shots, `${name}-approved.png`), fullPage: true });
  console.log(`${name}: approved, and called`);
}

const botPort = await freePort();
const playgroundPort = await freePort();
const bot = await started(
  join(root, 'bot/target/opspilot/bin/opspilot'),
  ['demo'],
  {
    OPSPILOT_PORT: String(botPort),
    OPSPILOT_HOME: mkdtempSync(join(tmpdir(), 'opspilot-playground-')),
    TEAMS_AUTH: 'off',
  },
  'Open ',
);
const playground = await started(
  process.execPath,
  [
    join(modules, '.bin/agentsplayground'),
    'start',
    '-e',
    `http://localhost:${botPort}/api/messages`,
    '-c',
    'msteams',
    '-p',
    String(playgroundPort),
    '--disable-telemetry',
  ],
  { BROWSER: 'none' },
  'Listening',
);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 2600 } });
  page.setDefaultTimeout(90_000);
  await page.goto(`http://localhost:${playgroundPort}`, { waitUntil: 'domcontentloaded' });
  await page.getByText('OpsPilot is here').first().waitFor();
  await say(page, /Personal Chat/, 'incident payments just failed', { button: 'Send Message' });
  await drilled(page, 'personal');
  await approved(page, 'personal');
  await say(page, /General/, ' payments just failed', { mention: true, button: 'Post' });
  await drilled(page, 'channel');
  await say(page, /Group Chat/, ' brief', { mention: true, button: 'Send Message' });
  await page.getByText(/Morning brief/).first().waitFor();
  await page.getByText('done', { exact: true }).first().waitFor();
  await page.screenshot({ path: join(shots, 'group.png'), fullPage: true });
  console.log('group: briefed');
} finally {
  await browser.close();
  await ended(playground);
  await ended(bot);
}
