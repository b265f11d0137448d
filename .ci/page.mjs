// Drives the packaged demo as a newcomer does, in a real browser: page up, drill, verdict, why, receipts; in the bad
// deploy also the approved rollback up to the recovery, a schedule, and the kill switch.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const [root, modules, only] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, 'x.js'))('playwright-core');
const shots = join(root, 'bot/target/page');
mkdirSync(shots, { recursive: true });

const expected = {
  'bad-deploy': /likeliest cause is deploy/i,
  'provider-outage': /likeliest cause is provider/i,
  healthy: / in what was read: none of /i,
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
  await page.locator('.verdict').getByText(words).first().waitFor({ timeout: 90_000 });
}

/** Approves the rollback; false where a freeze is on, which takes a second person. */
async function approve(page) {
  const play = page.locator('.play', { hasText: 'Roll back' }).first();
  await play.scrollIntoViewIfNeeded();
  if (!(await play.getByText('Needs one approval').count())) {
    return false;
  }
  await play.getByText('Policy of demo/deploys_rollback').click();
  await play.getByRole('button', { name: 'Set to off' }).click();
  await play.getByText('demo/deploys_rollback in production: off').waitFor({ timeout: 10_000 });
  await shot(page, 'play-proposed', play);
  await play.getByRole('button', { name: 'As opspilot.yml says' }).click();
  await play.getByText('demo/deploys_rollback in production: ask').waitFor({ timeout: 10_000 });
  await play.getByRole('button', { name: 'Approve', exact: true }).click();
  await play.getByText('Done, being watched').waitFor({ timeout: 20_000 });
  await shot(page, 'play-watched', play);
  return true;
}

/** Waits until the figures have recovered, which takes two whole minutes of them, and takes the rollback back. */
async function recover(page) {
  const play = page.locator('.play', { hasText: 'Roll back' }).first();
  await play.getByText(/went from .* to /).waitFor({ timeout: 300_000 });
  check('the rollback is done', (await play.locator('.badge').first().textContent()) === 'Done');
  await shot(page, 'play-recovered', play);
  await play.getByRole('button', { name: /^Undo: / }).click();
  await play.getByText('Taken back').first().waitFor({ timeout: 20_000 });
}

/** Sets a schedule and sees it listed; stops everything that acts, and lets it act again. */
async function scheduleAndHalt(page, url) {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'When' }).fill('weekdays at 08:00 Europe/London');
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  const listed = page.locator('.schedules li', { hasText: 'Weekdays at 08:00, Europe/London time' });
  await listed.waitFor({ timeout: 10_000 });
  check('it says when it runs', /Next: .*08:00/.test(await listed.textContent()));
  await listed.getByRole('button', { name: /Pause/ }).click();
  await listed.getByText('Paused').waitFor({ timeout: 10_000 });
  await page.locator('.automations summary').first().click();
  await page.locator('.automations .graph').first().waitFor({ timeout: 10_000 });
  await shot(page, 'home-steps');
  await page.getByText('Policies', { exact: true }).click();
  await page.getByText('demo/providers_*').first().waitFor({ timeout: 10_000 });
  await page.locator('#halt').click();
  await page.locator('#band').getByText('Nothing acts any more').waitFor({ timeout: 10_000 });
  await shot(page, 'home-halted');
  await page.locator('#halt').click();
  await page.locator('#band').waitFor({ state: 'hidden', timeout: 10_000 });
}

/** A picture of the page, or of a part of it, in both themes and on a phone, on which nothing may overflow. */
async function shot(page, name, part = null) {
  for (const [theme, width] of [['light', 1280], ['dark', 1280], ['light', 360]]) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(`${name}: nothing overflows ${width} px, but by ${overflow} px`, overflow <= 0);
    const path = join(shots, `${name}-${theme}-${width}.png`);
    await (part ? part.screenshot({ path }) : page.screenshot({ path, fullPage: true }));
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function drive(browser, scenario) {
  const { bot, url } = await demo(scenario);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const faults = [];
    page.on('dialog', (dialog) => dialog.accept(dialog.type() === 'prompt' ? 'trying it' : undefined));
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
    const session = page.url();
    const acted = scenario === 'bad-deploy' && (await approve(page));
    await ask(page, url, 'brief', 'what changed in the last 24 hours?', /since /i);
    await page.screenshot({ path: join(shots, `${scenario}-brief.png`), fullPage: true });
    await ask(page, url, 'experiment', 'test freemium gating', /power it finds a relative rise of/);
    await page.getByRole('heading', { name: 'Follow-ups' }).waitFor({ timeout: 10_000 });
    await page.screenshot({ path: join(shots, `${scenario}-experiment.png`), fullPage: true });
    if (scenario === 'bad-deploy') {
      await scheduleAndHalt(page, url);
    }
    if (acted) {
      await page.goto(session);
      await recover(page);
    }
    check(`no errors in the browser: ${faults.join('; ')}`, faults.length === 0);
    await page.close();
    console.log(`${scenario}: verdict after ${seconds.toFixed(1)} s${acted ? ', rolled back, recovered, taken back' : ''}`);
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
  for (const scenario of Object.keys(expected).filter((each) => !only || each === only)) {
    await drive(browser, scenario);
  }
} finally {
  await browser.close();
}
