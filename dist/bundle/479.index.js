export const id = 479;
export const ids = [479];
export const modules = {

/***/ 3452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BR: () => (/* binding */ MAIN_ACTION)
/* harmony export */ });
/* unused harmony exports SUB_ACTION_NAMES, ACTION_NAMES */
/** The action that nobody names: the one at the top of the repository. */
const MAIN_ACTION = 'relocate';
/**
 * The actions that have a folder of their own with an `action.yml`, and a module in `dist/` that starts the
 * one bundle with their name.
 */
const SUB_ACTION_NAMES = ['promote', 'savepoint', 'find', 'inspect'];
/** All actions. */
const ACTION_NAMES = [MAIN_ACTION, ...SUB_ACTION_NAMES];


/***/ }),

/***/ 539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ actionOf)
});

// UNUSED EXPORTS: ACTIONS

// EXTERNAL MODULE: ./build/presentation/html.js
var html = __webpack_require__(4444);
// EXTERNAL MODULE: ./build/presentation/find-lines.js
var find_lines = __webpack_require__(4472);
// EXTERNAL MODULE: ./build/options/option-specs.js + 6 modules
var option_specs = __webpack_require__(5251);
// EXTERNAL MODULE: ./build/options/find-options.js
var find_options = __webpack_require__(445);
;// CONCATENATED MODULE: ./build/action/identity-tokens.js
/** The runner gives these to jobs that may ask for a token, and only to them. */
const REQUEST_VARIABLES = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
/** The job's OIDC tokens. Tokens, and the keys that a role gives for them, are masked. */
function jobTokens(toolkit, env) {
    const allowed = REQUEST_VARIABLES.every((name) => (env[name] ?? '') !== '');
    return {
        missing: allowed
            ? undefined
            : 'needs the OIDC token of the job, which it may not ask for: add "permissions: id-token: write" to the job, and to the '
                + 'job that calls it where it is in a reusable workflow; a pull request from a fork never gets one',
        request: async (audience) => {
            const token = await toolkit.getIdToken(audience);
            toolkit.setSecret(token);
            return token;
        },
        keepSecret: (secret) => {
            toolkit.setSecret(secret);
        },
    };
}

// EXTERNAL MODULE: ./build/action/inputs.js
var action_inputs = __webpack_require__(7126);
// EXTERNAL MODULE: ./build/action/log.js
var log = __webpack_require__(4173);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/presentation/json-document.js
var json_document = __webpack_require__(4065);
// EXTERNAL MODULE: ./build/presentation/json-pieces.js
var json_pieces = __webpack_require__(5879);
;// CONCATENATED MODULE: ./build/action/outputs.js






/** An output could not be given out, though the work itself is done. */
class OutputError extends Error {
    name = 'OutputError';
}
/**
 * Writes a report as JSON to a file of its own below RUNNER_TEMP, which the runner empties after the job.
 *
 * @param done what is done all the same, as the begin of the sentence of failure
 * @returns the file's path
 * @throws OutputError when it cannot be written
 */
async function writeReport(report, env, done) {
    const directory = env['RUNNER_TEMP']?.trim() ?? '';
    const path = (0,external_node_path_.join)(directory === '' ? (0,external_node_os_.tmpdir)() : directory, `flink-snapshot-report-${(0,external_node_crypto_.randomUUID)()}.json`);
    try {
        await (0,promises_.writeFile)(path, (0,json_pieces/* jsonPieces */.M)((0,json_document/* jsonDocument */.Q8)(report)), { flag: 'wx' });
    }
    catch (error) {
        // Do not leave a partial report.
        await (0,promises_.rm)(path, { force: true }).catch(() => undefined);
        throw new OutputError(`${done}, but its report could not be written to ${path}: check that RUNNER_TEMP is a directory with free space`, { cause: error });
    }
    return path;
}
/**
 * Puts a newer report in the place of one that was written before.
 *
 * @returns a warning when it could not be: then the one before is still there
 */
async function rewriteReport(path, report) {
    const partial = `${path}.partial`;
    try {
        await (0,promises_.writeFile)(partial, (0,json_pieces/* jsonPieces */.M)((0,json_document/* jsonDocument */.Q8)(report)), { flag: 'wx' });
        await (0,promises_.rename)(partial, path);
        return undefined;
    }
    catch {
        await (0,promises_.rm)(partial, { force: true }).catch(() => undefined);
        return `the report ${path} says nothing of the deletion at the source, for it could not be written once more`;
    }
}
/**
 * Gives out the outputs, all or none.
 *
 * @throws OutputError where GITHUB_OUTPUT cannot be written to, and naming an output that contains a masked
 * value: the runner would drop it with a warning that
 *   nobody reads, and a following step would start a job from an empty path.
 */
function setOutputs(toolkit, outputs, masked) {
    for (const [name, value] of Object.entries(outputs)) {
        const hit = masked.find((one) => value.includes(one.value));
        if (hit === undefined)
            continue;
        throw new OutputError(`the output ${name} contains the value of ${hit.name}, which is masked, so the runner would drop it: `
            + 'the run itself succeeded; choose a place whose name does not contain the secret');
    }
    for (const [name, value] of Object.entries(outputs))
        setOutput(toolkit, name, value);
}
/** The path of a snapshot is worth to be told; a listing is not for a sentence. */
const LONGEST_TOLD = 1_000;
function setOutput(toolkit, name, value) {
    try {
        toolkit.setOutput(name, value);
    }
    catch (error) {
        throw new OutputError(`the run itself succeeded, but its output ${name} could not be written to the file GITHUB_OUTPUT: check that the runner's disk has free `
            + `space${value.length > LONGEST_TOLD ? '' : `; ${name} is ${value}`}`, { cause: error });
    }
}

// EXTERNAL MODULE: ./build/presentation/failure.js
var failure = __webpack_require__(2079);
;// CONCATENATED MODULE: ./build/action/summary.js


/** GitHub refuses a step's summary beyond this. */
const MOST_BYTES = 1024 * 1024;
const CUT = "<p>The summary is cut here, for with more it would pass GitHub's limit of 1 MiB; the report has everything.</p>\n\n";
/**
 * Appends the summary to the step's file. Without GITHUB_STEP_SUMMARY (an old server, another runner) there
 * is none.
 *
 * @param sections what counts most first; those that do not fit are left out, and the summary says so
 * @returns a warning when it could not be written, for a missing summary is no reason to fail a step
 */
async function appendSummary(sections, env) {
    const path = env['GITHUB_STEP_SUMMARY'] ?? '';
    if (path === '')
        return undefined;
    try {
        const before = await (0,promises_.stat)(path).then(({ size }) => size, () => 0);
        const text = fitting(sections, MOST_BYTES - before);
        if (text === '')
            return "the job summary was left out, for with it the step's summary would pass GitHub's limit of 1 MiB";
        await (0,promises_.appendFile)(path, text);
        return undefined;
    }
    catch (error) {
        return `the job summary could not be written: ${(0,failure/* explainFailure */.S)(error).sentence}`;
    }
}
/**
 * The sections up to the first that does not fit. Sections do not depend on each other, but their order tells
 * a story.
 */
function fitting(sections, mostBytes) {
    const whole = sections.join('');
    if (Buffer.byteLength(whole) <= mostBytes)
        return whole;
    let text = '';
    for (const section of sections) {
        if (Buffer.byteLength(text + section + CUT) > mostBytes)
            return text === '' ? '' : text + CUT;
        text += section;
    }
    return text;
}

;// CONCATENATED MODULE: ./build/action/find-action.js









const OUTPUTS = [
    'snapshot-path',
    'metadata-path',
    'kind',
    'format',
    'checkpoint-id',
    'metadata-version',
    'claim-mode',
    'modified',
    'age-seconds',
    'listing',
];
/** Finds the newest complete snapshot: the action of `find/`. */
const findAction = {
    name: 'find',
    options: option_specs/* COMMAND_OPTIONS */.dP.find,
    outputs: OUTPUTS,
    run: async (context) => {
        const { inputs, narrator, signal, commands, toolkit, env } = context;
        const request = (0,find_options/* readSearchRequest */.y)(inputs.values, inputs.label, jobTokens(toolkit, env));
        (0,action_inputs/* refuseMasked */._c)('directory', inputs.values.directory ?? '', inputs.masked);
        const report = await commands.find(request, {
            signal,
            onWarning: (text) => {
                narrator.warning(text);
            },
        });
        narrator.close();
        await giveOut(report, context);
    },
};
async function giveOut(report, { toolkit, env, inputs }) {
    for (const line of (0,find_lines/* searchLines */.gV)(report))
        (0,log/* logLine */.B)(toolkit, line);
    setOutputs(toolkit, outputsOf(report), inputs.masked);
    if (!inputs.summary)
        return;
    const warning = await appendSummary(renderSearch(report), env);
    if (warning !== undefined)
        toolkit.warning((0,log/* logText */.k)(warning));
}
function outputsOf({ found, snapshots }) {
    return {
        'snapshot-path': found.path,
        'metadata-path': found.metadataPath,
        kind: found.kind,
        format: found.format ?? '',
        'checkpoint-id': found.checkpointId,
        'metadata-version': String(found.metadataVersion),
        'claim-mode': found.claimMode ?? '',
        modified: found.modified ?? '',
        'age-seconds': found.ageMs === undefined ? '' : String(Math.floor(found.ageMs / 1000)),
        listing: JSON.stringify(snapshots),
    };
}
/** The job summary of a search; every value is escaped. */
function renderSearch(report) {
    const cells = (tag, texts) => `<tr>${texts.map((text) => `<${tag} align="left">${(0,html/* escaped */.M)(text)}</${tag}>`).join('')}</tr>`;
    return [
        `${[
            '<h3>Flink snapshot found</h3>',
            `<p><code>${(0,html/* escaped */.M)(report.found.path)}</code></p>`,
            '<table>',
            ...(0,find_lines/* searchFacts */.mg)(report).map((fact) => cells('td', fact)),
            '</table>',
        ].join('\n')}\n\n`,
        `${[
            `<p>Snapshots in <code>${(0,html/* escaped */.M)(report.directory)}</code>: ${(0,html/* escaped */.M)((0,find_lines/* seenText */.JW)(report))}</p>`,
            '<table>',
            cells('th', find_lines/* SEARCH_HEADING */.Oc),
            ...report.snapshots.map((one) => cells('td', (0,find_lines/* searchRow */.Pc)(one))),
            '</table>',
        ].join('\n')}\n\n`,
    ];
}

// EXTERNAL MODULE: ./build/presentation/files-verdict.js
var files_verdict = __webpack_require__(3578);
// EXTERNAL MODULE: ./build/presentation/inspection-lines.js
var inspection_lines = __webpack_require__(573);
// EXTERNAL MODULE: ./build/options/inspection-options.js
var inspection_options = __webpack_require__(9212);
// EXTERNAL MODULE: ./build/presentation/page/page-file.js + 3 modules
var page_file = __webpack_require__(2393);
// EXTERNAL MODULE: ./build/storage/file/local-output.js
var local_output = __webpack_require__(7806);
// EXTERNAL MODULE: ./build/snapshot/check-files.js
var check_files = __webpack_require__(2155);
// EXTERNAL MODULE: ./build/presentation/inspection-groups.js
var inspection_groups = __webpack_require__(7540);
// EXTERNAL MODULE: ./build/presentation/outside-lines.js
var outside_lines = __webpack_require__(6608);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __webpack_require__(5765);
// EXTERNAL MODULE: ./build/presentation/printable.js
var printable = __webpack_require__(4774);
;// CONCATENATED MODULE: ./build/presentation/mermaid.js

/** Fill and text colours that can be read on GitHub's light and dark ground. */
const FLOW_STYLES = {
    inline: 'fill:#6b7580,color:#ffffff,stroke:none',
    exclusive: 'fill:#2f66b0,color:#ffffff,stroke:none',
    shared: 'fill:#1f7a70,color:#ffffff,stroke:none',
    changelog: 'fill:#8f6210,color:#ffffff,stroke:none',
    external: 'fill:#a8412e,color:#ffffff,stroke:none',
};
const LONGEST_LABEL = 120;
/**
 * A flowchart as a block of Markdown that GitHub draws. Every character of a label that is not plain is
 * written as its number, so that no name can end a label or the block, open a link, or say anything to
 * Mermaid.
 */
function flowchart(edges) {
    const nodes = new Map();
    for (const { from, to } of edges) {
        for (const node of [from, to])
            if (!nodes.has(node))
                nodes.set(node, `n${nodes.size}`);
    }
    const styles = new Set([...nodes.keys()].flatMap(({ style }) => (style === undefined ? [] : [style])));
    return [
        '```mermaid',
        'flowchart LR',
        ...[...nodes].map(([{ label, style }, id]) => `  ${id}["${labelText(label)}"]${style === undefined ? '' : `:::${style}`}`),
        ...edges.map(({ from, to, label }) => `  ${nodes.get(from) ?? ''} -->|"${labelText(label)}"| ${nodes.get(to) ?? ''}`),
        ...[...styles].map((style) => `  classDef ${style} ${FLOW_STYLES[style]}`),
        '```',
    ].join('\n');
}
/** The begin and the end of a long text tell more than its begin alone. */
function labelText(text) {
    const characters = Array.from((0,printable/* printable */.g)(text));
    const half = LONGEST_LABEL / 2;
    const short = characters.length <= LONGEST_LABEL
        ? characters
        : [...characters.slice(0, half - 1), '…', ...characters.slice(-half)];
    return short
        .map((character) => (/[A-Za-z0-9 ,.]/.test(character) ? character : `#${character.codePointAt(0) ?? 0};`))
        .join('');
}

;// CONCATENATED MODULE: ./build/action/diagrams.js



/** More arrows than this make no picture; the smallest are put together. */
const MOST_ARROWS = 10;
/**
 * Which directories a relocation carries where, with the bytes of each; `undefined` where there are no
 * files.
 */
function relocationDiagram({ plan, source, snapshotPath }) {
    const flows = new Map();
    for (const { from, to, bytes } of plan.files) {
        const [one, other] = [parentOf(from), parentOf(to)];
        const key = `${one} ${other}`;
        const flow = flows.get(key) ?? { from: one, to: other, files: 0, bytes: 0 };
        flow.files++;
        flow.bytes += bytes;
        flows.set(key, flow);
    }
    if (flows.size === 0)
        return undefined;
    const sorted = [...flows.values()].sort((a, b) => b.bytes - a.bytes);
    const shown = sorted.slice(0, MOST_ARROWS);
    const [sources, targets] = [nodes(), nodes()];
    const edges = shown.map(({ from, to, files, bytes }) => ({
        from: sources(from),
        to: targets(to),
        label: sizeText(files, bytes),
    }));
    const rest = sorted.slice(MOST_ARROWS);
    if (rest.length > 0) {
        edges.push({
            from: { label: `${othersText(rest.length)} of ${source}` },
            to: { label: `their places beside ${snapshotPath}` },
            label: sizeText(sum(rest, ({ files }) => files), sum(rest, ({ bytes }) => bytes)),
        });
    }
    return flowchart(edges);
}
/**
 * Where the files of a snapshot lie, with the bytes of each directory; `undefined` where it has no files.
 */
function inspectionDiagram({ path, references }) {
    const groups = (0,inspection_groups/* groupReferences */.u)(references).filter(({ kind }) => kind !== 'directory');
    if (groups.length === 0)
        return undefined;
    const from = { label: `${path}/_metadata` };
    const edges = groups
        .slice(0, MOST_ARROWS)
        .map(({ directory, place, references: files, bytes }) => ({
        from,
        to: { label: `${directory} (${place})`, style: place },
        label: sizeText(files.length, bytes),
    }));
    const rest = groups.slice(MOST_ARROWS);
    if (rest.length > 0) {
        edges.push({
            from,
            to: { label: othersText(rest.length) },
            label: sizeText(sum(rest, ({ references: files }) => files.length), sum(rest, ({ bytes }) => bytes)),
        });
    }
    return flowchart(edges);
}
/** One box for each text. */
function nodes() {
    const known = new Map();
    return (label) => {
        const node = known.get(label) ?? { label };
        known.set(label, node);
        return node;
    };
}
function othersText(count) {
    return count === 1 ? '1 more directory' : `${(0,quantities/* formatCount */.B4)(count)} more directories`;
}
function sizeText(files, bytes) {
    return `${(0,quantities/* countOf */.pq)(files, 'file')}, ${(0,quantities/* formatBytes */.z3)(bytes)}`;
}
function parentOf(path) {
    return path.slice(0, path.lastIndexOf('/'));
}
function sum(items, of) {
    return items.reduce((total, item) => total + of(item), 0);
}

;// CONCATENATED MODULE: ./build/action/inspection-summary.js







const MOST_OPERATORS = 50;
const MOST_DIRECTORIES = 25;
const MOST_LINES = 50;
const LONGEST_NAME = 300;
/** The job summary of an inspection, section by section, what counts most first. */
function renderInspection(inspection) {
    const diagram = inspectionDiagram(inspection);
    return [
        factsSection(inspection),
        ...(inspection.files === undefined
            ? []
            : listSection('Files that cannot be used', inspection.files.problems.map(check_files/* problemText */.fI))),
        ...(inspection.relocation === undefined
            ? []
            : listSection('A relocation', (0,inspection_lines/* relocationFacts */.ws)(inspection.relocation))),
        ...listSection('Warnings', inspection.warnings),
        ...listSection('Points outside', (0,outside_lines/* outsideNotes */.RW)(inspection.outside)),
        ...operatorSection(inspection.operators),
        ...directorySection(inspection),
        ...(diagram === undefined ? [] : [`${diagram}\n\n`]),
    ];
}
function factsSection(inspection) {
    return inspection_summary_html([
        '<h3>Flink snapshot</h3>',
        `<p><code>${(0,html/* escaped */.M)(inspection.path)}</code></p>`,
        '<table>',
        ...(0,inspection_lines/* inspectionFacts */.kE)(inspection).map(([label, value]) => `<tr><th align="left">${(0,html/* escaped */.M)(label)}</th><td>${(0,html/* escaped */.M)(value)}</td></tr>`),
        '</table>',
    ]);
}
function listSection(title, lines) {
    if (lines.length === 0)
        return [];
    const rest = lines.length - MOST_LINES;
    return [
        inspection_summary_html([
            `<p>${title}</p>`,
            '<ul>',
            ...lines.slice(0, MOST_LINES).map((line) => `<li>${(0,html/* escaped */.M)(line)}</li>`),
            ...(rest > 0 ? [`<li>and ${(0,quantities/* formatCount */.B4)(rest)} more, in the report</li>`] : []),
            '</ul>',
        ]),
    ];
}
function operatorSection(operators) {
    if (operators.length === 0)
        return [];
    const shown = [...operators].sort((a, b) => b.stateBytes - a.stateBytes).slice(0, MOST_OPERATORS);
    const rest = operators.length - shown.length;
    return [
        inspection_summary_html([
            `<p>Operators: ${(0,quantities/* formatCount */.B4)(operators.length)}${rest > 0 ? `, the ${shown.length} with the most state` : ''}</p>`,
            '<table>',
            '<tr><th align="left">operator</th><th align="right">parallelism</th><th align="left">subtasks</th><th align="right">state</th>'
                + '<th align="right">largest subtask</th><th align="right">skew</th></tr>',
            ...shown.map((operator) => '<tr>'
                + `<td>${operatorText(operator)}</td><td align="right">${operator.parallelism} of ${operator.maxParallelism}</td>`
                + `<td>${(0,inspection_lines/* finishedText */.ch)(operator)}</td><td align="right">${(0,quantities/* formatBytes */.z3)(operator.stateBytes)}</td>`
                + `<td align="right">${operator.skew === undefined ? '' : (0,quantities/* formatBytes */.z3)(operator.skew.maxBytes)}</td>`
                + `<td align="right">${(0,inspection_lines/* skewText */.Ab)(operator)}</td></tr>`),
            '</table>',
        ]),
    ];
}
function operatorText({ id, name, uid }) {
    const title = name ?? uid;
    return title === undefined
        ? `<code>${(0,html/* escaped */.M)(id)}</code>`
        : `${(0,html/* escaped */.M)(shortened(title))}<br><code>${(0,html/* escaped */.M)(id)}</code>`;
}
function directorySection({ references }) {
    if (references.length === 0)
        return [];
    const groups = (0,inspection_groups/* groupReferences */.u)(references);
    const rest = groups.length - MOST_DIRECTORIES;
    return [
        inspection_summary_html([
            `<p>References: ${(0,quantities/* formatCount */.B4)(references.length)} in ${(0,quantities/* formatCount */.B4)(groups.length)} directories</p>`,
            '<table>',
            '<tr><th align="left">directory</th><th align="left">place</th><th align="right">paths</th><th align="right">bytes</th></tr>',
            ...groups
                .slice(0, MOST_DIRECTORIES)
                .map(({ directory, place, references: paths, bytes }) => `<tr><td><code>${(0,html/* escaped */.M)(shortened(directory))}</code></td><td>${inspection_lines/* PLACE_TEXTS */.lr[place]}</td>`
                + `<td align="right">${(0,quantities/* formatCount */.B4)(paths.length)}</td><td align="right">${(0,quantities/* formatBytes */.z3)(bytes)}</td></tr>`),
            ...(rest > 0 ? [`<tr><td colspan="4">and ${(0,quantities/* formatCount */.B4)(rest)} more, in the report</td></tr>`] : []),
            '</table>',
        ]),
    ];
}
/** After a blank line GitHub would read Markdown again: none inside, one at the end. */
function inspection_summary_html(lines) {
    return `${lines.join('\n')}\n\n`;
}
function shortened(text) {
    return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text;
}

;// CONCATENATED MODULE: ./build/action/inspect-action.js















const inspect_action_OUTPUTS = [
    'kind',
    'format',
    'metadata-version',
    'checkpoint-id',
    'claim-mode',
    'state-bytes',
    'operators',
    'references',
    'missing-files',
    'unchecked-files',
    'relocation-possible',
    'html',
    'report',
];
/** A log is for a first look; the page and the report have all operators. */
const LOGGED_OPERATORS = 25;
/** Shows what is in a snapshot: the action of `inspect/`. */
const inspectAction = {
    name: 'inspect',
    options: option_specs/* COMMAND_OPTIONS */.dP.inspect,
    outputs: inspect_action_OUTPUTS,
    run: async (context) => {
        const { inputs, narrator, signal, commands, toolkit, env } = context;
        const { request, html, failOn } = (0,inspection_options/* readInspectionOptions */.z)(inputs.values, inputs.label, jobTokens(toolkit, env));
        (0,action_inputs/* refuseMasked */._c)('html', html ?? '', inputs.masked);
        if (html !== undefined && !(0,external_node_path_.isAbsolute)(html))
            await (0,local_output/* requireOutputInside */.fX)(pagePath(html, env), workspaceOf(env));
        const inspection = await commands.inspect(request, { signal });
        narrator.close();
        await inspect_action_giveOut(inspection, html, context);
        (0,files_verdict/* refuseFiles */.Qj)(inspection.files, failOn, inputs.label('fail-on'));
    },
};
async function inspect_action_giveOut(inspection, html, { toolkit, env, inputs }) {
    for (const line of (0,inspection_lines/* inspectionLines */.Wx)(inspection, { mostOperators: LOGGED_OPERATORS }))
        (0,log/* logLine */.B)(toolkit, line);
    const { files } = inspection;
    if (files !== undefined && files.problems.length === 0 && files.notChecked > 0) {
        toolkit.warning((0,log/* logText */.k)(`files of ${inspection.path}: ${(0,files_verdict/* filesCheckText */.pT)(files)}`));
    }
    const page = pagePath(html, env);
    await (0,page_file/* writePage */.x)(inspection, page);
    const report = await writeReport(inspection, env, `the snapshot ${inspection.path} was read`);
    setOutputs(toolkit, inspect_action_outputsOf(inspection, page, report), inputs.masked);
    if (!inputs.summary)
        return;
    const warning = await appendSummary(renderInspection(inspection), env);
    if (warning !== undefined)
        toolkit.warning((0,log/* logText */.k)(warning));
}
/** A relative path counts from the workspace, as everywhere in a workflow. */
function pagePath(html, env) {
    if (html !== undefined)
        return (0,external_node_path_.resolve)(workspaceOf(env), html);
    const directory = env['RUNNER_TEMP']?.trim() ?? '';
    return (0,external_node_path_.join)(directory === '' ? (0,external_node_os_.tmpdir)() : directory, `flink-snapshot-${(0,external_node_crypto_.randomUUID)()}.html`);
}
function workspaceOf(env) {
    return (0,external_node_path_.resolve)(env['GITHUB_WORKSPACE']?.trim() ?? '');
}
function inspect_action_outputsOf(inspection, page, report) {
    const { files, relocation } = inspection;
    return {
        kind: inspection.kind,
        format: inspection.format ?? '',
        'metadata-version': String(inspection.metadataVersion),
        'checkpoint-id': inspection.checkpointId,
        'claim-mode': inspection.claimMode ?? '',
        'state-bytes': String(inspection.stateBytes),
        operators: String(inspection.operators.length),
        references: String(inspection.references.length),
        'missing-files': files === undefined ? '' : String(files.problems.length),
        'unchecked-files': files === undefined ? '' : String(files.notChecked),
        'relocation-possible': relocation === undefined ? '' : String(relocation.possible),
        html: page,
        report: report,
    };
}

// EXTERNAL MODULE: ./build/presentation/savepoint-result.js
var savepoint_result = __webpack_require__(2156);
// EXTERNAL MODULE: ./build/options/split-command.js
var split_command = __webpack_require__(3721);
// EXTERNAL MODULE: ./build/options/option-error.js
var option_error = __webpack_require__(3971);
// EXTERNAL MODULE: ./build/options/option-reader.js + 1 modules
var option_reader = __webpack_require__(1271);
// EXTERNAL MODULE: ./build/options/savepoint-options.js
var savepoint_options = __webpack_require__(7195);
;// CONCATENATED MODULE: ./build/options/promotion-options.js





/** Former names of placeholders, which are filled for one major version. */
const FORMER_PLACEHOLDERS = {
    'savepoint-path': 'snapshot-path',
    'resume-dir': 'job-files',
};
/** What a user is told whose command has former names of placeholders in it. */
function formerPlaceholders(words) {
    return Object.entries(FORMER_PLACEHOLDERS)
        .filter(([former]) => words.some((word) => word.includes(`{${former}}`)))
        .map(([former, name]) => (0,option_specs/* calledNow */.oV)(`{${former}}`, `{${name}}`));
}
/**
 * Reads where the snapshot comes from and what starts the job.
 *
 * @throws OptionError naming the setting and what to do: none or two origins, a dry run that would take a
 * savepoint, a command
 *   that needs a shell, a placeholder for what there will not be
 */
function readPromotionOptions(values, label = (name) => name) {
    const reader = (0,option_reader/* createOptionReader */.Vr)(values, label);
    const source = reader.text('source');
    const taken = ['command', 'rest-url'].find((name) => reader.text(name) !== undefined);
    if (source === undefined && taken === undefined) {
        throw new option_error/* OptionError */.e(`${label('source')}, ${label('command')} or ${label('rest-url')} is required: name the snapshot to promote, `
            + 'or say how a savepoint is taken');
    }
    if (source !== undefined && taken !== undefined) {
        throw new option_error/* OptionError */.e(`${label('source')} and ${label(taken)} are both given: keep ${label('source')} to promote that snapshot, or `
            + `${label(taken)} to take a new savepoint`);
    }
    if (taken !== undefined && reader.flag('dry-run') === true) {
        throw new option_error/* OptionError */.e(`${label('dry-run')} is true and ${label(taken)} is given: a dry run takes no savepoint; name a snapshot in ${label('source')}`);
    }
    if (taken !== undefined && reader.text('expect-plan') !== undefined) {
        throw new option_error/* OptionError */.e(`${label('expect-plan')} and ${label(taken)} are both given: a savepoint that is yet to be taken has no plan that `
            + `somebody approved; name a snapshot in ${label('source')}`);
    }
    const restoreCommand = readRestoreCommand(reader);
    const savepoint = taken === undefined ? undefined : (0,savepoint_options/* readSavepointRequest */.D)(values, label);
    return { savepoint, restoreCommand };
}
function readRestoreCommand(reader) {
    const text = reader.text('restore-command');
    if (text === undefined)
        return undefined;
    try {
        const words = (0,split_command/* splitCommand */.G)(text);
        const used = ['{job-files}', '{resume-dir}'].find((one) => words.some((word) => word.includes(one)));
        if (used !== undefined && reader.text('job-files') === undefined)
            throw new split_command/* CommandTextError */.Z(`names ${used}, which there is only with ${reader.label('job-files')}`);
        return words;
    }
    catch (error) {
        if (!(error instanceof split_command/* CommandTextError */.Z))
            throw error;
        throw new option_error/* OptionError */.e(`${reader.label('restore-command')} ${error.message}`, { cause: error });
    }
}
/**
 * Puts values in the place of placeholders. No shell sees the words, so what a value holds stays within its
 * word.
 */
function fillPlaceholders([program, ...args], values) {
    const fill = (word) => word.replace(/\{(snapshot-path|metadata-path|claim-mode|job-files|savepoint-path|resume-dir)\}/g, (_, name) => values[FORMER_PLACEHOLDERS[name] ?? name]);
    return [fill(program), ...args.map(fill)];
}

// EXTERNAL MODULE: ./build/platform/run-command.js
var run_command = __webpack_require__(5515);
// EXTERNAL MODULE: ./build/options/relocation-options.js + 1 modules
var relocation_options = __webpack_require__(1065);
// EXTERNAL MODULE: ./build/presentation/relocation-result.js
var relocation_result = __webpack_require__(6937);
// EXTERNAL MODULE: ./build/options/job-files-options.js
var job_files_options = __webpack_require__(6859);
// EXTERNAL MODULE: ./build/commands/relocate/shard.js
var relocate_shard = __webpack_require__(6583);
// EXTERNAL MODULE: ./build/job-files/write-job-files.js + 2 modules
var write_job_files = __webpack_require__(8519);
// EXTERNAL MODULE: ./build/presentation/start-job.js
var start_job = __webpack_require__(5827);
// EXTERNAL MODULE: ./build/commands/relocate/report.js
var relocate_report = __webpack_require__(5557);
;// CONCATENATED MODULE: ./build/action/relocation-summary.js





const MOST_WARNINGS = 50;
/** The job summary of a relocation. */
function renderRelocation(report) {
    const lines = [
        `<h3>${titleOf(report)}</h3>`,
        `<p>${(0,html/* escaped */.M)((0,relocation_result/* outcomeOf */.sG)(report))} <code>${(0,html/* escaped */.M)(report.snapshotPath)}</code></p>`,
        '<table>',
        ...(0,relocation_result/* factsOf */.xS)(report).map(([label, value]) => row(label, value)),
        '</table>',
    ];
    const proved = (0,relocation_result/* provedSentence */.kI)(report);
    if (proved !== undefined)
        lines.push(`<p>${(0,html/* escaped */.M)(proved)}</p>`);
    if (report.warnings.length > 0)
        lines.push(...warningLines(report.warnings));
    if (report.outcome === 'shard-copied')
        lines.push(`<p>${(0,html/* escaped */.M)(relocation_result/* NEXT_OF_SHARD */.h3)}</p>`);
    if ((0,relocate_report/* isRestorable */.q)(report)) {
        lines.push('<p>Start the job from it:</p>', ...(0,start_job/* startCommands */.$d)(report).map(({ flinkVersions, command }) => `<pre><code>${(0,html/* escaped */.M)(command)}</code></pre>${flinkVersions === undefined ? '' : ` (Flink ${flinkVersions})`}`), ...claimLines(report), '<p>With the Flink Kubernetes operator, in <code>spec.job</code>:</p>', `<pre><code>${(0,html/* escaped */.M)((0,start_job/* operatorLine */.lJ)(report.snapshotPath))}</code></pre>`);
    }
    return `${lines.join('\n')}\n\n`;
}
function titleOf({ dryRun, shard }) {
    if (dryRun)
        return 'Dry run of a snapshot relocation';
    return shard === undefined ? 'Flink snapshot relocated' : `Flink snapshot: ${(0,relocate_shard/* shardName */.Az)(shard)} copied`;
}
function claimLines(report) {
    const sentence = (0,start_job/* claimSentence */.MI)(report);
    return sentence === undefined ? [] : [`<p>${(0,html/* escaped */.M)(sentence)}</p>`];
}
function row(label, value) {
    const shown = label === 'from' || label === 'to' ? `<code>${(0,html/* escaped */.M)(value)}</code>` : (0,html/* escaped */.M)(value);
    return `<tr><th align="left">${(0,html/* escaped */.M)(label)}</th><td>${shown}</td></tr>`;
}
function warningLines(warnings) {
    const lines = [`<p>Warnings: ${warnings.length}</p>`, '<ul>'];
    lines.push(...warnings.slice(0, MOST_WARNINGS).map((warning) => `<li>${(0,html/* escaped */.M)(warning)}</li>`));
    if (warnings.length > MOST_WARNINGS) {
        lines.push(`<li>and ${warnings.length - MOST_WARNINGS} more, in the report</li>`);
    }
    lines.push('</ul>');
    return lines;
}

;// CONCATENATED MODULE: ./build/action/relocation-outputs.js












/** The outputs of a relocation, in the order of `action.yml`. */
const RELOCATION_OUTPUTS = [
    'snapshot-path',
    'metadata-path',
    'kind',
    'format',
    'metadata-version',
    'checkpoint-id',
    'claim-mode',
    'files-copied',
    'files-skipped',
    'bytes-copied',
    'uris-rewritten',
    'plan-fingerprint',
    'job-files',
    'report',
];
/**
 * The directory for resume files, absolute and made, unless this is a dry run.
 *
 * @throws OptionError for a URI; JobFilesError when it cannot be made; StorageError where a relative
 * path leads out of the
 *   workspace through a link
 */
async function openOutputDirectory({ values }, dryRun) {
    const given = (0,job_files_options/* readOutputDirectory */.X)(values);
    if (given === undefined || dryRun)
        return undefined;
    const directory = (0,external_node_path_.resolve)(given);
    // The files in it are written, too.
    if (!(0,external_node_path_.isAbsolute)(given))
        await (0,local_output/* requireOutputInside */.fX)((0,external_node_path_.resolve)(directory, 'resume.json'), (0,external_node_path_.resolve)(''));
    await (0,write_job_files/* makeJobFilesDirectory */.kd)(directory, 'job-files');
    return directory;
}
/**
 * Gives out what a relocation came to: outputs, report, resume files, log, and at last the summary. With
 * `delete-source` all but the summary is given out before anything is deleted.
 */
class RelocationOutputs {
    #directory;
    #context;
    #reportPath;
    #resumeError;
    /** @param directory for resume files; absent where none are wanted */
    constructor(directory, context) {
        this.#directory = directory;
        this.#context = context;
    }
    /**
     * The snapshot is committed, and its source is going to be deleted.
     *
     * @throws what keeps it from being given out
     */
    async committed(report) {
        await this.#giveOut(report);
        if (this.#resumeError !== undefined)
            throw this.#resumeError;
    }
    /**
     * @throws JobFilesError after everything else was given out: the snapshot is there, and its path is in
     * the outputs
     */
    async finish(report) {
        const { toolkit, env, inputs } = this.#context;
        if (this.#reportPath === undefined)
            await this.#giveOut(report);
        else {
            (0,log/* logLine */.B)(toolkit, `Deleted at the source: ${(0,quantities/* countOf */.pq)(report.deleted, 'file')}`);
            const warning = await rewriteReport(this.#reportPath, report);
            if (warning !== undefined)
                toolkit.warning((0,log/* logText */.k)(warning));
        }
        if (inputs.summary) {
            const warning = await appendSummary(renderSections(report), env);
            if (warning !== undefined)
                toolkit.warning((0,log/* logText */.k)(warning));
        }
        if (this.#resumeError !== undefined)
            throw this.#resumeError;
    }
    async #giveOut(report) {
        const { toolkit, env, inputs, narrator } = this.#context;
        narrator.close();
        for (const line of (0,relocation_result/* resultLines */.DW)(report))
            (0,log/* logLine */.B)(toolkit, line);
        // First of all, for what follows may not find a place on the disk.
        setOutputs(toolkit, factsOf(report), inputs.masked);
        const done = report.shard === undefined
            ? `the snapshot is at ${report.snapshotPath}`
            : `${(0,relocate_shard/* shardName */.Az)(report.shard)} is done`;
        this.#reportPath = await writeReport(report, env, done);
        const resume = await jobFilesDirectoryOf(report, this.#directory);
        this.#resumeError = resume.error;
        setOutputs(toolkit, { 'job-files': resume.path, report: this.#reportPath }, inputs.masked);
        if (resume.path !== '')
            (0,log/* logLine */.B)(toolkit, `Files that start a job from it are in ${resume.path}`);
    }
}
function renderSections(report) {
    const diagram = relocationDiagram(report);
    return [renderRelocation(report), ...(diagram === undefined ? [] : [`${diagram}\n\n`])];
}
async function jobFilesDirectoryOf(report, directory) {
    if (directory === undefined)
        return { path: '' };
    try {
        return { path: (await (0,write_job_files/* writeJobFiles */.cO)(report, directory)) ? directory : '' };
    }
    catch (error) {
        return { path: '', error: error };
    }
}
function factsOf(report) {
    return {
        // Of one shard nothing can be restored, and a step that starts a job must not be led to believe so.
        'snapshot-path': report.shard === undefined ? report.snapshotPath : '',
        'metadata-path': report.shard === undefined ? report.metadataPath : '',
        kind: report.kind,
        format: report.format ?? '',
        'metadata-version': String(report.metadataVersion),
        'checkpoint-id': report.checkpointId,
        'claim-mode': report.claimMode ?? '',
        'files-copied': String(report.filesCopied),
        'files-skipped': String(report.filesSkipped),
        'bytes-copied': String(report.bytesCopied),
        'uris-rewritten': String(report.urisRewritten),
        'plan-fingerprint': report.planFingerprint ?? '',
    };
}

;// CONCATENATED MODULE: ./build/action/relocate-action.js





/** Relocates a snapshot: the action at the top of the repository. */
const relocateAction = {
    name: 'relocate',
    options: option_specs/* COMMAND_OPTIONS */.dP.relocate,
    outputs: RELOCATION_OUTPUTS,
    run: async (context) => {
        const { inputs, narrator, signal, commands } = context;
        const request = readRequest(context, context.inputs.values);
        const directory = await openOutputDirectory(inputs, request.dryRun);
        const outputs = new RelocationOutputs(directory, context);
        const report = await commands.relocate(request, {
            narrator,
            signal,
            onCommitted: (committed) => outputs.committed(committed),
        });
        narrator.close();
        await outputs.finish(report);
    },
};
/**
 * The request that the inputs make.
 *
 * @throws OptionError for what is wrong with them, a masked value in the target among it
 */
function readRequest({ inputs: { label, masked }, toolkit, env }, values) {
    const request = (0,relocation_options/* readRelocationRequest */.q)(values, label, jobTokens(toolkit, env));
    (0,action_inputs/* refuseMasked */._c)('target', values.target ?? '', masked);
    (0,action_inputs/* refuseMasked */._c)('target-name', request.targetName ?? '', masked);
    return request;
}

;// CONCATENATED MODULE: ./build/action/restore-command.js




/** The job was not started, or not known to be. The message says where the snapshot is. */
class RestoreCommandError extends Error {
    name = 'RestoreCommandError';
}
/** The same values in the environment of the command, for scripts; after the first, former names. */
const VARIABLES = {
    'snapshot-path': ['FLINK_SNAPSHOT_PATH', 'FLINK_SNAPSHOT_SAVEPOINT_PATH'],
    'metadata-path': ['FLINK_SNAPSHOT_METADATA_PATH'],
    'claim-mode': ['FLINK_SNAPSHOT_CLAIM_MODE'],
    'job-files': ['FLINK_SNAPSHOT_JOB_FILES', 'FLINK_SNAPSHOT_RESUME_DIR'],
};
/**
 * Runs the command that starts the job from the relocated snapshot, without a shell, its output in the log.
 *
 * @throws RestoreCommandError when it cannot be run, or ends with another exit code than 0: the snapshot is
 * complete all the same
 */
async function runRestoreCommand(command, report, directory, { env, narrator, signal, toolkit }) {
    const begin = `the snapshot is complete at ${report.snapshotPath}`;
    if (report.claimMode === undefined && command.some((word) => word.includes('{claim-mode}'))) {
        throw new RestoreCommandError(`${begin}, but restore-command names {claim-mode}, and the Flink that wrote metadata version `
            + `${report.metadataVersion} knows none: leave it out, and run again with source ${report.snapshotPath} or start the job by hand`);
    }
    const values = {
        'snapshot-path': report.snapshotPath,
        'metadata-path': report.metadataPath,
        'claim-mode': report.claimMode ?? '',
        'job-files': directory ?? '',
    };
    const variables = Object.fromEntries(Object.entries(VARIABLES).flatMap(([name, variables]) => variables.map((variable) => [variable, values[name]])));
    const output = new run_command/* CollectedOutput */.l((line) => {
        narrator.info(line);
    });
    for (const text of formerPlaceholders(command))
        narrator.warning(text);
    toolkit.startGroup('Restore');
    try {
        const run = (0,run_command/* createCommandRunner */._)({ ...(0,action_inputs/* withoutInputs */.i$)(env), ...variables });
        const exitCode = await run(fillPlaceholders(command, values), {
            signal,
            output: (stream, chunk) => {
                output.add(stream, chunk);
            },
        });
        output.end();
        if (exitCode !== 0) {
            throw new RestoreCommandError(`${begin}, but restore-command (${command[0]}) ended with exit code ${exitCode}: see its output `
                + 'above, and start the job from there; nothing needs to be taken or copied again');
        }
    }
    catch (error) {
        if (signal.aborted) {
            toolkit.warning((0,log/* logText */.k)(`${begin}; restore-command (${command[0]}) was running when this step was stopped: see whether the job was started`));
        }
        if (error instanceof RestoreCommandError || signal.aborted)
            throw error;
        throw new RestoreCommandError(`${begin}, but restore-command (${command[0]}) could not be run: check that the program is on the runner, `
            + 'and start the job from there', { cause: error });
    }
    finally {
        toolkit.endGroup();
    }
    (0,log/* logLine */.B)(toolkit, `restore-command (${command[0]}) succeeded`);
}

;// CONCATENATED MODULE: ./build/action/promote-action.js










/** Takes a savepoint, relocates it, and runs the command that starts the job from it. */
const promoteAction = {
    name: 'promote',
    options: option_specs/* COMMAND_OPTIONS */.dP.promote,
    outputs: ['source-snapshot-path', 'job-id', ...RELOCATION_OUTPUTS],
    run: async (context) => {
        const { inputs: { label }, } = context;
        const values = withStricterDefault(context.inputs.values);
        const { savepoint, restoreCommand } = readPromotionOptions(values, label);
        // A running job must not be stopped for a relocation that would be refused at once.
        const { dryRun } = readRequest(context, {
            ...values,
            source: values.source?.trim() || 's3://savepoint/not-yet-taken',
        });
        const directory = await openOutputDirectory(context.inputs, dryRun);
        const taken = savepoint === undefined ? undefined : await takeSavepoint(savepoint, context);
        const outputs = new RelocationOutputs(directory, context);
        const report = await relocate(taken === undefined ? values : { ...values, source: taken }, taken, outputs, context);
        context.narrator.close();
        if (taken === undefined)
            setOutputs(context.toolkit, { 'source-snapshot-path': report.source, 'job-id': '' }, context.inputs.masked);
        await outputs.finish(report);
        if (restoreCommand !== undefined && !dryRun)
            await runRestoreCommand(restoreCommand, report, directory, context);
    },
};
/** A promoted job starts at once: what it would write or read elsewhere is looked at before. */
function withStricterDefault(values) {
    return { ...values, 'outside-state': values['outside-state']?.trim() || 'fail' };
}
/** @returns where it is, which is in the outputs from now on */
async function takeSavepoint(request, { toolkit, env, inputs, narrator, signal, commands }) {
    if (request.by === 'rest')
        (0,action_inputs/* refuseMasked */._c)('target-directory', request.targetDirectory ?? '', inputs.masked);
    toolkit.startGroup('Savepoint');
    try {
        const report = await commands.savepoint(request, {
            narrator,
            signal,
            runCommand: (0,run_command/* createCommandRunner */._)((0,action_inputs/* withoutInputs */.i$)(env)),
        });
        for (const line of (0,savepoint_result/* savepointLines */.b)(report))
            (0,log/* logLine */.B)(toolkit, line);
        setOutputs(toolkit, { 'source-snapshot-path': report.snapshotPath, 'job-id': report.jobId ?? '' }, inputs.masked);
        return report.snapshotPath;
    }
    finally {
        toolkit.endGroup();
    }
}
async function relocate(values, taken, outputs, context) {
    const { narrator, signal, toolkit, commands } = context;
    try {
        return await commands.relocate(readRequest(context, values), {
            narrator,
            signal,
            onCommitted: (report) => outputs.committed(report),
        });
    }
    catch (error) {
        narrator.close();
        // The failure itself is told by its own sentence; a second savepoint would be for nothing, and the job
        // may be stopped.
        if (taken !== undefined) {
            toolkit.warning((0,log/* logText */.k)(`the savepoint was taken, is at ${taken}, and stays there: run again with source ${taken} in place of taking another one`));
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/action/savepoint-action.js









const savepoint_action_OUTPUTS = ['snapshot-path', 'job-id', 'trigger-id', 'duration-ms'];
/** Takes a savepoint of a running job. */
const savepointAction = {
    name: 'savepoint',
    options: option_specs/* COMMAND_OPTIONS */.dP.savepoint,
    outputs: savepoint_action_OUTPUTS,
    run: async (context) => {
        const { inputs, narrator, signal, commands, env } = context;
        const request = (0,savepoint_options/* readSavepointRequest */.D)(inputs.values, inputs.label);
        if (request.by === 'rest')
            (0,action_inputs/* refuseMasked */._c)('target-directory', request.targetDirectory ?? '', inputs.masked);
        const report = await commands.savepoint(request, {
            narrator,
            signal,
            runCommand: (0,run_command/* createCommandRunner */._)((0,action_inputs/* withoutInputs */.i$)(env)),
        });
        await savepoint_action_giveOut(report, context);
    },
};
async function savepoint_action_giveOut(report, { toolkit, env, inputs }) {
    for (const line of (0,savepoint_result/* savepointLines */.b)(report))
        (0,log/* logLine */.B)(toolkit, line);
    const outputs = {
        'snapshot-path': report.snapshotPath,
        'job-id': report.jobId ?? '',
        'trigger-id': report.triggerId ?? '',
        'duration-ms': String(report.durationMs),
    };
    setOutputs(toolkit, outputs, inputs.masked);
    if (!inputs.summary)
        return;
    const warning = await appendSummary([renderSavepoint(report)], env);
    if (warning !== undefined)
        toolkit.warning((0,log/* logText */.k)(warning));
}
function renderSavepoint(report) {
    const rows = (0,savepoint_result/* savepointFacts */.v)(report).map(([label, value]) => `<tr><th align="left">${(0,html/* escaped */.M)(label)}</th><td>${(0,html/* escaped */.M)(value)}</td></tr>`);
    return `${['<h3>Flink savepoint taken</h3>', `<p><code>${(0,html/* escaped */.M)(report.snapshotPath)}</code></p>`, '<table>', ...rows, '</table>'].join('\n')}\n\n`;
}

;// CONCATENATED MODULE: ./build/action/actions.js





/** What each action does. */
const ACTIONS = {
    relocate: relocateAction,
    savepoint: savepointAction,
    find: findAction,
    inspect: inspectAction,
    promote: promoteAction,
};
/** The action of this name. @throws TypeError for a name that no module of `dist/` gives. */
function actionOf(name) {
    const action = new Map(Object.entries(ACTIONS)).get(name);
    if (action === undefined)
        throw new TypeError(`no action is called ${name}`);
    return action;
}


/***/ }),

/***/ 7126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   _c: () => (/* binding */ refuseMasked),
/* harmony export */   i$: () => (/* binding */ withoutInputs)
/* harmony export */ });
/* harmony import */ var _options_option_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3971);
/* harmony import */ var _options_option_specs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5251);
/* harmony import */ var _options_option_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1271);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4173);




/** The environment's secrets, which the SDK's default chain would use whatever the inputs are. */
const SECRET_VARIABLES = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
/** The environment's secrets that may come into use. */
function secretVariables(names) {
    const own = names.map((name) => (0,_options_option_specs_js__WEBPACK_IMPORTED_MODULE_0__/* .specOf */ .rI)(name)).filter(({ form }) => form === 'secret');
    return new Set([...SECRET_VARIABLES, ...own.flatMap(({ variable }) => variable ?? [])]);
}
/**
 * Reads all inputs. Secret keys and session tokens are masked as they are read, before anything can fail;
 * bucket, endpoint, region and key id are not, for the runner drops every output that contains a masked
 * value.
 *
 * @throws OptionError where `summary` is neither true nor false
 */
function readInputs(toolkit, env, { name: action, options: names }) {
    const values = {};
    const masked = [];
    const mask = (name, value) => {
        if (value === '')
            return;
        toolkit.setSecret(value);
        masked.push({ name, value });
    };
    for (const name of secretVariables(names))
        mask(name, env[name]?.trim() ?? '');
    for (const name of names) {
        const value = toolkit.getInput(name);
        if ((0,_options_option_specs_js__WEBPACK_IMPORTED_MODULE_0__/* .specOf */ .rI)(name).form === 'secret')
            mask(name, value);
        values[name] = value;
    }
    takeFormerNames(toolkit, action, values);
    const { summary = '' } = values;
    return { values, label: (name) => name, summary: summary === '' || (0,_options_option_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .parseFlag */ .og)('summary', summary), masked };
}
/**
 * Takes what is given under a former name, and warns. A pipeline that worked goes on working.
 *
 * @throws OptionError where both names are given, and not the same
 */
function takeFormerNames(toolkit, action, values) {
    for (const { former, name, warning, valueNow } of (0,_options_option_specs_js__WEBPACK_IMPORTED_MODULE_0__/* .formerNamesOf */ .Xr)(action)) {
        const given = valueNow(toolkit.getInput(former));
        if (given === '')
            continue;
        const now = values[name] ?? '';
        if (now !== '' && now !== given)
            throw new _options_option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${former} and ${name} are both given, and are one setting: keep ${name}`);
        values[name] = given;
        toolkit.warning((0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .logText */ .k)(warning));
    }
}
/**
 * Refuses a secret in what comes back in outputs, where the runner would drop it: better said before any
 * work is done.
 *
 * @throws OptionError naming the input and where the masked value comes from
 */
function refuseMasked(name, text, masked) {
    const hit = masked.find(({ value }) => text.includes(value));
    if (hit === undefined)
        return;
    throw new _options_option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${name} contains the value of ${hit.name}, which is masked: the runner would drop the outputs that tell `
        + 'where the snapshot is; choose another name or another secret');
}
/** The environment of the step for a program that it runs, without the inputs, secrets among them. */
function withoutInputs(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => !/^INPUT_/i.test(name)));
}


/***/ }),

/***/ 4173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ logLine),
/* harmony export */   k: () => (/* binding */ logText)
/* harmony export */ });
/* harmony import */ var _presentation_workflow_commands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4711);
/* harmony import */ var _presentation_printable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4774);


/** Makes a text from outside harmless as a line of the log. */
function logText(text) {
    return (0,_presentation_workflow_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .disarm */ .J)((0,_presentation_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g)(text));
}
/** Prints one line. */
function logLine(toolkit, text) {
    toolkit.info(logText(text));
}


/***/ }),

/***/ 56:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./build/presentation/failure.js
var failure = __webpack_require__(2079);
// EXTERNAL MODULE: ./build/presentation/interruption.js
var interruption = __webpack_require__(6158);
// EXTERNAL MODULE: ./build/action/inputs.js
var action_inputs = __webpack_require__(7126);
// EXTERNAL MODULE: ./build/action/log.js
var log = __webpack_require__(4173);
// EXTERNAL MODULE: ./build/presentation/progress.js
var progress = __webpack_require__(3054);
;// CONCATENATED MODULE: ./build/action/narrator.js


/** A narrator that speaks through the toolkit. */
function createActionNarrator(toolkit) {
    let open = false;
    let print = (0,progress/* createProgressPrinter */.ou)((line) => {
        (0,log/* logLine */.B)(toolkit, line);
    });
    const close = () => {
        if (open)
            toolkit.endGroup();
        open = false;
    };
    return {
        close,
        phase: (phase) => {
            close();
            toolkit.startGroup(phase);
            open = true;
            print = (0,progress/* createProgressPrinter */.ou)((line) => {
                (0,log/* logLine */.B)(toolkit, line);
            });
        },
        info: (text) => {
            (0,log/* logLine */.B)(toolkit, text);
        },
        warning: (text) => {
            toolkit.warning((0,log/* logText */.k)(text));
        },
        debug: (tell) => {
            if (toolkit.isDebug())
                toolkit.debug((0,log/* logText */.k)(tell()));
        },
        progress: (progress) => {
            print(progress);
        },
    };
}

;// CONCATENATED MODULE: ./build/action/output-specs.js
/** Every output there is. One that several actions give stands here once. */
const OUTPUT_SPECS = {
    'snapshot-path': {
        description: "URI of the relocated snapshot's directory, from which the job is started: the path that Flink takes (`flink run -s`, `initialSavepointPath`). Empty for a `shard`, after which nothing can be restored yet.",
        of: {
            savepoint: 'URI of the savepoint as Flink names it; what `source` of the main action takes.',
            find: "URI of the newest complete snapshot, as `source` of the main action and Flink's own options take it.",
        },
        former: { name: 'savepoint-path', actions: ['relocate', 'promote', 'savepoint'] },
    },
    'source-snapshot-path': {
        description: 'URI of the snapshot that was relocated; of the savepoint, as soon as it is taken, even when a later step fails.',
        former: { name: 'source-path', actions: ['promote'] },
    },
    'metadata-path': {
        description: 'The same with `/_metadata`, for file systems that restore only from the file.',
    },
    'job-id': {
        description: 'The job. Empty where the command did not tell it.',
        of: {
            promote: 'The job of which the savepoint was taken. Empty with `source`, and where the command did not tell it.',
        },
    },
    'trigger-id': { description: "Flink's id of the operation. Empty where the command did not tell it." },
    'duration-ms': { description: 'How long it took, in milliseconds.' },
    kind: {
        description: '`savepoint` or `checkpoint`: by the metadata where that tells, else by the name of the directory (`chk-<number>` is a checkpoint).',
    },
    format: {
        description: 'Format of a savepoint, `canonical` or `native`. Empty for a checkpoint, and where metadata before version 4 does not tell.',
    },
    'metadata-version': { description: 'Version of the `_metadata` format, 2 to 6.' },
    'checkpoint-id': { description: "Flink's number of the checkpoint or savepoint." },
    'claim-mode': {
        description: '`CLAIM` when the snapshot has changelog state, which restores with no other mode, else `NO_CLAIM`. Empty for metadata version 2, whose Flink has no claim mode. Flink 1.11 to 1.14 have none either: leave the option out there.',
    },
    'files-copied': { description: 'Number of files that this run copied, `_metadata` not counted.' },
    'files-skipped': { description: 'Number of files that were at the target already, with the same content.' },
    'bytes-copied': { description: 'Total size of the copied files in bytes.' },
    'uris-rewritten': { description: 'Number of paths in `_metadata` that were replaced.' },
    'plan-fingerprint': {
        description: 'SHA-256 of what a dry run planned, for `expect-plan`. Empty for a run that is neither a dry run nor bound to a plan.',
    },
    'job-files': {
        description: 'Absolute path of the directory that `job-files` names, with the files in it. Empty without it, and in a dry run.',
        former: { name: 'resume-dir', actions: ['relocate', 'promote'] },
    },
    modified: { description: 'When `_metadata` was written, such as `2026-01-31T23:59:59.000Z`.' },
    'age-seconds': { description: 'Seconds since then.' },
    listing: {
        description: 'JSON array of the newest snapshots that were seen, the complete and the unfinished ones, each with `path`, `name`, `kind`, `state` and, where known, `job`, `checkpointId`, `modified`, `metadataBytes` and `problem`.',
    },
    'state-bytes': { description: 'State of all operators in bytes.' },
    operators: { description: 'Number of operators.' },
    references: { description: 'Number of distinct paths that `_metadata` names.' },
    'missing-files': {
        description: 'Number of files that are missing, have another size or are archived; empty unless `check-files` is true.',
    },
    'unchecked-files': {
        description: 'Number of files that lie elsewhere and were not looked for; empty unless `check-files` is true.',
    },
    'relocation-possible': { description: '`true` or `false`; empty unless `target` is given.' },
    html: {
        description: 'Path of the HTML page, one file that needs no network; made for `actions/upload-artifact`.',
    },
    report: {
        description: 'Path of a JSON report with all of this, the plan and the warnings.',
        of: { inspect: 'Path of a JSON report with all of this, each operator and each path.' },
    },
};
/** What an output of an action is, as a sentence. */
function describeOutput(name, action) {
    const { description, of } = OUTPUT_SPECS[name];
    return of?.[action] ?? description;
}
/** The former names of an action's outputs. */
function formerOutputsOf(action) {
    return Object.entries(OUTPUT_SPECS).flatMap(([name, { former }]) => former?.actions.includes(action) === true ? [{ former: former.name, name }] : []);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/options/settle-options.js + 12 modules
var settle_options = __webpack_require__(1139);
;// CONCATENATED MODULE: ./build/action/settle-inputs.js


/**
 * The inputs with what configuration files of Flink and the environment add to them. Values that Flink
 * itself hides are masked before anything else is done with a file; what was taken from where is told in
 * the log.
 *
 * @throws OptionError for a file that cannot be read or says two things
 */
async function settleInputs(inputs, command, { toolkit, env, narrator }) {
    const masked = [...inputs.masked];
    const { values, label, notes, warnings } = await (0,settle_options/* settleOptions */.s)(inputs.values, {
        command,
        label: inputs.label,
        directory: (0,external_node_path_.resolve)(env['GITHUB_WORKSPACE']?.trim() ?? ''),
        env,
        onSecret: (name, value) => {
            toolkit.setSecret(value);
            masked.push({ name, value });
        },
    });
    for (const note of notes)
        narrator.info(note);
    for (const warning of warnings)
        narrator.warning(warning);
    return { ...inputs, values, label, masked };
}

;// CONCATENATED MODULE: ./build/action/run-action.js







/**
 * Runs an action from reading its inputs to its outputs or its one sentence of failure.
 *
 * @returns the exit code
 */
async function runAction(action, dependencies) {
    const { env, signal } = dependencies;
    const toolkit = withFormerOutputs(dependencies.toolkit, action);
    const narrator = createActionNarrator(toolkit);
    if (action.options.includes('overwrite'))
        (0,interruption/* tellOfStopping */.ZF)(signal, (text) => {
            toolkit.warning((0,log/* logText */.k)(text));
        });
    try {
        const inputs = await settleInputs((0,action_inputs/* readInputs */.Ko)(toolkit, env, action), action.name, {
            toolkit,
            env,
            narrator,
        });
        await action.run({ ...dependencies, toolkit, narrator, inputs });
        return 0;
    }
    catch (error) {
        narrator.close();
        const end = (0,interruption/* endOf */.pJ)(error, signal);
        const { sentence, lines } = (0,failure/* explainFailure */.S)(end.error);
        toolkit.setFailed((0,log/* logText */.k)(`${failure/* PROGRAM */.R}: ${sentence}`));
        for (const line of lines)
            (0,log/* logLine */.B)(toolkit, `  ${line}`);
        return end.exitCode;
    }
}
/** Outputs are given out under their former names too. */
function withFormerOutputs(toolkit, action) {
    const names = formerOutputsOf(action.name);
    return {
        ...toolkit,
        setOutput: (name, value) => {
            toolkit.setOutput(name, value);
            for (const { former, name: now } of names)
                if (now === name)
                    toolkit.setOutput(former, value);
        },
    };
}


/***/ }),

/***/ 1201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ githubToolkit)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6421);

/** The toolkit itself. */
const githubToolkit = {
    getInput: (name) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name, { trimWhitespace: true }),
    setSecret: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq,
    getIdToken: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getIDToken */ .V9,
    setOutput: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH,
    setFailed: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setFailed */ .C1,
    info: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq,
    debug: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz,
    isDebug: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .isDebug */ ._o,
    warning: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e,
    startGroup: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .startGroup */ .Oh,
    endGroup: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .endGroup */ .N4,
};


/***/ }),

/***/ 9479:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _action_action_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3452);
/* harmony import */ var _action_actions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(539);
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4173);
/* harmony import */ var _action_run_action_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56);
/* harmony import */ var _action_toolkit_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1201);
/* harmony import */ var _presentation_interruption_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6158);
/* harmony import */ var _presentation_standard_streams_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2320);
/* harmony import */ var _commands_commands_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3789);








// The runner starts this file without arguments; the modules of the other actions put their name there.
const action = (0,_action_actions_js__WEBPACK_IMPORTED_MODULE_1__/* .actionOf */ .q)(process.argv[2] ?? _action_action_names_js__WEBPACK_IMPORTED_MODULE_0__/* .MAIN_ACTION */ .BR);
// The toolkit writes to standard output by itself; a fault there must not end a run halfway.
const log = new _presentation_standard_streams_js__WEBPACK_IMPORTED_MODULE_6__/* .GuardedStream */ .l(process.stdout);
(0,_presentation_standard_streams_js__WEBPACK_IMPORTED_MODULE_6__/* .endOnUncaught */ .C)(process, (sentence, lines) => {
    _action_toolkit_js__WEBPACK_IMPORTED_MODULE_4__/* .githubToolkit */ .O.setFailed((0,_action_log_js__WEBPACK_IMPORTED_MODULE_2__/* .logText */ .k)(sentence));
    for (const line of lines)
        _action_toolkit_js__WEBPACK_IMPORTED_MODULE_4__/* .githubToolkit */ .O.info((0,_action_log_js__WEBPACK_IMPORTED_MODULE_2__/* .logText */ .k)(`  ${line}`));
});
const exitCode = await (0,_action_run_action_js__WEBPACK_IMPORTED_MODULE_3__/* .runAction */ .C)(action, {
    toolkit: _action_toolkit_js__WEBPACK_IMPORTED_MODULE_4__/* .githubToolkit */ .O,
    env: process.env,
    signal: (0,_presentation_interruption_js__WEBPACK_IMPORTED_MODULE_5__/* .abortOnSignals */ .PB)(process, (text) => {
        _action_toolkit_js__WEBPACK_IMPORTED_MODULE_4__/* .githubToolkit */ .O.warning((0,_action_log_js__WEBPACK_IMPORTED_MODULE_2__/* .logText */ .k)(text));
    }),
    commands: _commands_commands_js__WEBPACK_IMPORTED_MODULE_7__/* .commands */ .P,
});
const lost = await log.flushed();
if (lost !== undefined)
    process.stderr.write(`the log of this step could not be written: ${(0,_action_log_js__WEBPACK_IMPORTED_MODULE_2__/* .logText */ .k)(lost.message)}\n`);
process.exitCode = exitCode === 0 && lost !== undefined ? 1 : exitCode;

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
