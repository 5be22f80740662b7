// The closing line of .ci/run: adds up vitest's JSON reports. A report that is missing, a part that failed
// without a failing test, and a skipped host test all count as failures: nothing may look green by absence.
import { readFile } from 'node:fs/promises';

const [status, ...reports] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
for (const path of reports) {
  try {
    const report = JSON.parse(await readFile(path, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    skipped += report.numPendingTests + (report.numTodoTests ?? 0);
    for (const file of report.testResults) {
      if (
        file.status === 'failed' &&
        file.assertionResults.every((each) => each.status !== 'failed')
      ) {
        failed += 1;
        process.stdout.write(`could not run: ${file.name}\n`);
      }
      for (const each of file.assertionResults) {
        if (each.status === 'failed') process.stdout.write(`failed: ${each.fullName}\n`);
        if (each.status === 'pending') process.stdout.write(`skipped: ${each.fullName}\n`);
      }
    }
  } catch {
    failed += 1;
    process.stdout.write(`no report: ${path}\n`);
  }
}
if (status !== '0' && failed === 0) failed = 1;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed === 0 ? 0 : 1;
