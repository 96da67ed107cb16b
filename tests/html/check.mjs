// The HTML of the sample reports, the sample portfolio and the sample publication under three judges that we did not write: the Nu checker, axe-core, and Chromium's own console and network log.
// usage: check.mjs PLUMBLINE ROOT CHECKERS    Prints TAP; skips, saying so, where the checkers are not installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [plumbline, root, checkers] = process.argv.slice(2).map((path) => resolve(path));
const modules = join(checkers, 'node_modules');
const chromium = '/usr/bin/chromium';

if (!existsSync(join(modules, 'axe-core')) || !existsSync(join(modules, 'vnu-jar')) || !existsSync(chromium)) {
	console.log('1..0 # SKIP the Nu checker, axe-core or Chromium is not installed');
	process.exit(0);
}

const require = createRequire(join(modules, 'x.js'));
const { chromium: driver } = require('playwright-core');
const axe = readFileSync(join(modules, 'axe-core/axe.min.js'), 'utf8');
const out = mkdtempSync(join(tmpdir(), 'plumbline-html-'));
const samples = readdirSync(join(root, 'samples/reviews')).filter((name) => name.endsWith('.yaml')).map((name) => join(root, 'samples/reviews', name));
execFileSync(plumbline, ['report', ...samples, '--to', 'html', '-o', out, '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
const earlier = ['06', '11'].map((month) => `--since=${join(root, 'samples/progress', `lumen-grid-telemetry-2025-${month}.yaml`)}`);
execFileSync(plumbline, ['report', join(root, 'samples/reviews/lumen-grid-telemetry.yaml'), ...earlier, '--to', 'html', '-o', join(out, 'progress.html'), '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
execFileSync(plumbline, ['portfolio', join(root, 'samples/portfolio/reviews'), '--to', 'html', '-o', out, '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
const bench = join(root, 'samples/benchmark');
execFileSync(plumbline, ['report', join(bench, 'client.yaml'), '--benchmark', join(bench, 'reviews'), '-m', join(bench, 'metrics.yaml'), '--no-cache',
	'--to', 'html', '-o', join(out, 'against-peers.html'), '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
execFileSync(plumbline, ['benchmark', join(bench, 'reviews'), '-m', join(bench, 'metrics.yaml'), '--no-cache', '--to', 'html', '-o', join(out, 'benchmark.html'), '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
const pages = readdirSync(out).sort();

let count = 0;
let failed = 0;
function result(name, faults) {
	count++;
	failed += faults.length > 0 ? 1 : 0;
	console.log(`${faults.length === 0 ? 'ok' : 'not ok'} ${count} ${name}`);
	for (const fault of faults.slice(0, 20)) console.log(`# ${fault}`);
}

for (const page of pages) {
	const run = spawnSync('java', ['-jar', join(modules, 'vnu-jar/build/dist/vnu.jar'), '--format', 'json', join(out, page)], { encoding: 'utf8' });
	const messages = JSON.parse(run.stderr || '{"messages": [{"type": "error", "message": "the checker said nothing"}]}').messages;
	result(`nu checker: ${page}`, messages.map((m) => `${m.type}: line ${m.lastLine}: ${m.message}`));
}

const browser = await driver.launch({
	executablePath: chromium,
	args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const page of pages)
	for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [768, 'light'], [375, 'light']]) {
		// bypassCSP only lets the checker's own script in; the page has none.
		const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
		const tab = await context.newPage();
		const faults = [];
		tab.on('console', (message) => faults.push(`console: ${message.text()}`));
		tab.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
		tab.on('request', (request) => {
			if (!request.url().startsWith('data:') && request.url() !== `file://${join(out, page)}`) faults.push(`request: ${request.url()}`);
		});
		await tab.goto(`file://${join(out, page)}`);
		const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		if (wide > 0) faults.push(`${wide} pixels wider than the window`);
		const scripts = await tab.evaluate(() => document.scripts.length);
		if (scripts > 0) faults.push(`${scripts} scripts`);
		await tab.evaluate(axe);
		const found = await tab.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
		for (const violation of found.violations) faults.push(`axe: ${violation.id}: ${violation.help}: ${violation.nodes[0].html.slice(0, 120)}`);
		result(`chromium, axe: ${page}, ${width} pixels, ${scheme}`, faults);
		await context.close();
	}
await browser.close();
console.log(`1..${count}`);
process.exit(failed === 0 ? 0 : 1);
