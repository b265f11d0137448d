// Drives the packaged demo as a newcomer does, in a real browser: page up, drill, verdict, why, receipts.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const [root, modules] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, 'x.js'))('playwright-core');
const shots = join(root, 'bot/target/page');
mkdirSync(shots, { recursive: true });

const expected = {
  'bad-deploy': /likeliest cause is deploy/i,
  'provider-outage': /likeliest cause is provider/i,
  healthy: /nothing is wrong/i,
};

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts the demo and resolves once it names its page. */
async function demo(scenario) {
  const port = await freePort();
  const env = {
    ...process.env,
    OPSPILOT_PORT: String(port),
    OPSPILOT_HOME: mkdtempSync(join(tmpdir(), 'opspilot-page-')),
  };
  const bot = spawn(join(root, 'bot/target/opspilot/bin/opspilot'), ['demo', '--scenario', scenario], { env });
  bot.stderr.pipe(process.stderr);
  await new Promise((resolve, reject) => {
    bot.on('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
    bot.stdout.on('data', (text) => String(text).includes('Open ') && resolve());
  });
  return { bot, url: `http://localhost:${port}/` };
}

function check(what, holds) {
  if (!holds) {
    throw new Error(`not so: ${what}`);
  }
}

/** Starts another ritual on the page and waits for what it says first. */
async function ask(page, url, ritual, intent, words) {
  await page.goto(url);
  await page.getByRole('radio', { name: new RegExp(ritual, 'i') }).first().check({ force: true });
  await page.getByLabel('What happened?').fill(intent);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.locator('.verdict').getByText(words).first().waitFor({ timeout: 40_000 });
}

async function drive(browser, scenario) {
  const { bot, url } = await demo(scenario);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(url);
    await page.getByLabel('What happened?').fill('payments just failed');
    const started = Date.now();
    await page.getByRole('button', { name: 'Start' }).click();
    const verdict = page.getByText(expected[scenario]).first();
    await verdict.waitFor({ timeout: 60_000 });
    const seconds = (Date.now() - started) / 1000;
    check(`a verdict within 15 s, not ${seconds}`, seconds < 15);
    await page.getByRole('button', { name: /ask why/i }).first().click();
    await page.getByRole('button', { name: 'How was it computed?' }).click();
    await page.getByText('earlier days').first().waitFor({ timeout: 10_000 });
    await page.getByRole('button', { name: 'What did the sources answer?' }).click();
    await page.getByText('What the sources answered').waitFor({ timeout: 10_000 });
    await page.screenshot({ path: join(shots, `${scenario}.png`), fullPage: true });
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(`nothing overflows a phone, but by ${overflow} px`, overflow <= 0);
    await page.screenshot({ path: join(shots, `${scenario}-phone.png`) });
    await page.setViewportSize({ width: 1280, height: 900 });
    await ask(page, url, 'brief', 'what changed in the last 24 hours?', /since /i);
    await ask(page, url, 'experiment', 'test freemium gating', /“freemium gating” takes/);
    await page.getByRole('heading', { name: 'Follow-ups' }).waitFor({ timeout: 10_000 });
    await page.screenshot({ path: join(shots, `${scenario}-experiment.png`), fullPage: true });
    check(`no errors in the browser: ${faults.join('; ')}`, faults.length === 0);
    await page.close();
    console.log(`${scenario}: verdict after ${seconds.toFixed(1)} s`);
  } finally {
    bot.removeAllListeners('exit');
    bot.kill('SIGTERM');
    await new Promise((resolve) => bot.on('exit', resolve));
  }
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  for (const scenario of Object.keys(expected)) {
    await drive(browser, scenario);
  }
} finally {
  await browser.close();
}
