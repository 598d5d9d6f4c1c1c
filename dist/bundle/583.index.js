export const id = 583;
export const ids = [583];
export const modules = {

/***/ 3789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ commands)
/* harmony export */ });
/**
 * The commands over real stores. Each is loaded when it is called: a run takes one of them, and starts sooner
 * without the others.
 */
const commands = {
    relocate: async (...args) => (await Promise.all(/* import() */[__webpack_require__.e(132), __webpack_require__.e(835), __webpack_require__.e(423)]).then(__webpack_require__.bind(__webpack_require__, 8423))).relocate(...args),
    inspect: async (...args) => (await Promise.all(/* import() */[__webpack_require__.e(132), __webpack_require__.e(835), __webpack_require__.e(423), __webpack_require__.e(296)]).then(__webpack_require__.bind(__webpack_require__, 8296))).inspectSnapshot(...args),
    diff: async (...args) => (await Promise.all(/* import() */[__webpack_require__.e(132), __webpack_require__.e(835), __webpack_require__.e(515)]).then(__webpack_require__.bind(__webpack_require__, 4515))).compareSnapshots(...args),
    find: async (...args) => (await Promise.all(/* import() */[__webpack_require__.e(132), __webpack_require__.e(938)]).then(__webpack_require__.bind(__webpack_require__, 8938))).findSnapshot(...args),
    savepoint: async (...args) => (await Promise.all(/* import() */[__webpack_require__.e(269), __webpack_require__.e(996)]).then(__webpack_require__.bind(__webpack_require__, 3996))).takeSavepoint(...args),
    rewrite: async (...args) => (await Promise.all(/* import() */[__webpack_require__.e(132), __webpack_require__.e(320)]).then(__webpack_require__.bind(__webpack_require__, 3320))).rewriteMetadataFile(...args),
};


/***/ }),

/***/ 9258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ SearchError)
/* harmony export */ });
/**
 * No snapshot is what was asked for. The message is one sentence; `details` name what was seen instead,
 * most telling first.
 */
class SearchError extends Error {
    name = 'SearchError';
    details;
    constructor(message, details = []) {
        super(message);
        this.details = details;
    }
}


/***/ }),

/***/ 2610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ findWork),
/* harmony export */   o: () => (/* binding */ totalBytes)
/* harmony export */ });
/* harmony import */ var _storage_pool_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7842);

/**
 * Sorts planned files into those to copy and those that the target holds already. `trusted`: the target's
 * `_metadata` is the very one that would be written, so that what lies there with the right size was proved
 * before it was committed.
 */
async function findWork(files, target, transfer, trusted, concurrency, signal) {
    const pending = [];
    const present = [];
    const replaced = [];
    await (0,_storage_pool_js__WEBPACK_IMPORTED_MODULE_0__/* .runPool */ .k)(files, { concurrency }, signal, async (seen, both) => {
        const there = target.get(seen.file.to);
        if (there === undefined)
            pending.push(seen);
        else {
            const proof = await proofOf(seen, there, transfer, trusted, both);
            if (proof === undefined) {
                pending.push(seen);
                replaced.push(seen.file.to);
            }
            else {
                seen.proof = proof;
                present.push(seen);
            }
        }
    });
    return { pending, present, replaced };
}
async function proofOf({ sizeBytes, info }, there, transfer, trusted, signal) {
    if (there.sizeBytes !== sizeBytes)
        return undefined;
    if (trusted)
        return there.etag !== undefined && there.etag === info.etag ? 'etag' : 'size';
    return transfer.sameContent(info, there, { signal });
}
/** The sum of the sizes that the source store reports. */
function totalBytes(files) {
    return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}


/***/ }),

/***/ 5557:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ isRestorable)
/* harmony export */ });
/** Whether the run ended with a snapshot that Flink can be started from. */
function isRestorable({ outcome }) {
    return outcome === 'relocated' || outcome === 'already-there';
}


/***/ }),

/***/ 6583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Az: () => (/* binding */ shardName),
/* harmony export */   Y: () => (/* binding */ MOST_SHARDS),
/* harmony export */   YE: () => (/* binding */ shardSentence),
/* harmony export */   e$: () => (/* binding */ splitSentence),
/* harmony export */   mt: () => (/* binding */ takeShard),
/* harmony export */   n0: () => (/* binding */ refuseReplacingBesides),
/* harmony export */   tn: () => (/* binding */ refuseShardInPlace)
/* harmony export */ });
/* unused harmony export dealFiles */
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5765);
/* harmony import */ var _look_copy_work_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2610);
/* harmony import */ var _relocation_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1590);




/** As many jobs as GitHub makes of one matrix. */
const MOST_SHARDS = 256;
/**
 * What a file costs beside its bytes, in bytes that could be streamed meanwhile: a small object takes about
 * 1.5 ms where a stream moves some 300 MiB in a second.
 */
const BYTES_PER_FILE = 512 * 1024;
/**
 * Deals the files to `count` shards, the largest first and each to the shard that has the least to do. The
 * result depends on nothing but the files' places and sizes, not on their order nor on what a target holds
 * already, so that machines that never talk to each other deal alike. No shard has more than the largest
 * file ahead of another one.
 */
function dealFiles(files, count) {
    const shards = Array.from({ length: count }, () => ({
        load: 0,
        files: [],
    }));
    for (const file of [...files].sort(largestFirst)) {
        const least = shards.reduce((best, shard) => (shard.load < best.load ? shard : best));
        least.files.push(file);
        least.load += file.sizeBytes + BYTES_PER_FILE;
    }
    return shards.map((shard) => shard.files);
}
function largestFirst(a, b) {
    return (b.sizeBytes - a.sizeBytes
        || compareTexts(a.file.from.path, b.file.from.path)
        || compareTexts(a.file.from.authority, b.file.from.authority));
}
/** By code units: what a locale calls the order of texts differs from machine to machine. */
function compareTexts(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
/** The files of one shard, and what the report says of it. */
function takeShard(files, shard, dryRun) {
    const dealt = dealFiles(files, shard.count);
    const own = dealt[shard.index - 1] ?? [];
    const sizeOf = (part) => ({ files: part.length, bytes: (0,_look_copy_work_js__WEBPACK_IMPORTED_MODULE_2__/* .totalBytes */ .o)(part) });
    const told = {
        ...shard,
        ...sizeOf(own),
        filesTotal: files.length,
        bytesTotal: (0,_look_copy_work_js__WEBPACK_IMPORTED_MODULE_2__/* .totalBytes */ .o)(files),
        split: dryRun ? dealt.map(sizeOf) : undefined,
    };
    return { own, told };
}
/** `shard 2 of 8: 1,234 of 9,876 files (1.2 GiB of 9.8 GiB)`. */
function shardSentence(shard) {
    return (`${shardName(shard)}: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(shard.files)} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(shard.filesTotal, 'file')} `
        + `(${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(shard.bytes)} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(shard.bytesTotal)})`);
}
/** `shard 2 of 8`. */
function shardName({ index, count }) {
    return `shard ${index} of ${count}`;
}
/**
 * `a split in 8: 1,233 to 1,235 files and 1.2 GiB to 1.3 GiB for each`; with fewer files than shards, how
 * many are idle.
 */
function splitSentence(split) {
    const span = (values, text) => {
        const [least, most] = [text(Math.min(...values)), text(Math.max(...values))];
        return least === most ? most : `${least} to ${most}`;
    };
    const idle = split.filter(({ files }) => files === 0).length;
    return (`a split in ${split.length}: ${span(split.map(({ files }) => files), _text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)} files and `
        + `${span(split.map(({ bytes }) => bytes), _text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)} for each`
        + (idle === 0 ? '' : `; ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(idle, 'shard')} would have nothing to do, for a file is never divided`));
}
/** A snapshot that is mended in its own place has nothing to copy. @throws RelocationError */
function refuseShardInPlace(place) {
    throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RelocationError */ .f(`shard: source and target are the same place, ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(place)}, where nothing is copied: leave shard out`);
}
/**
 * A shard leaves the `_metadata` of another snapshot at the target alone, also with `overwrite`: it cannot
 * know whether that is the old one or the one that the last run has just committed. So nothing that belongs
 * to it may change.
 *
 * @throws RelocationError where a file of the shard would replace one of other content.
 */
function refuseReplacingBesides(work, shard, place) {
    if (work.replaced.length === 0)
        return;
    throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RelocationError */ .f(`${shardName(shard)}: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(work.replaced.length, 'file')} of the other snapshot at ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(place)} would get `
        + 'other content while its _metadata is there, which a shard never takes away; nothing was written: choose another '
        + 'target-name, or delete that snapshot first, or relocate once without shard', { details: (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .shorten */ .ml)(work.replaced.map(_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)) });
}


/***/ }),

/***/ 1590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ RelocationError)
/* harmony export */ });
/**
 * A relocation was refused or stopped. The message is one sentence that names the input or the object and
 * says what to do next; `details` are further lines for people (the missing files, the rules to add), most
 * telling first.
 */
class RelocationError extends Error {
    name = 'RelocationError';
    details;
    code;
    constructor(message, options = {}) {
        super(message, options);
        this.details = options.details ?? [];
        this.code = options.code ?? 'refused';
    }
}


/***/ }),

/***/ 560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ SavepointInterrupted),
/* harmony export */   _: () => (/* binding */ SavepointError)
/* harmony export */ });
/**
 * No savepoint can be handed on. The message is one sentence for people, in Flink's own words where it gave
 * any; `details` are further lines.
 */
class SavepointError extends Error {
    name = 'SavepointError';
    details;
    constructor(message, options = {}) {
        super(message, options);
        this.details = options.details ?? [];
    }
}
/** The run was stopped while a savepoint was on its way; the message says what becomes of it. */
class SavepointInterrupted extends SavepointError {
    name = 'SavepointInterrupted';
}


/***/ }),

/***/ 1493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ findJobId),
/* harmony export */   X_: () => (/* binding */ findTriggerId),
/* harmony export */   ay: () => (/* binding */ findInCliOutput)
/* harmony export */ });
/* harmony import */ var _failure_cause_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3829);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8940);
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1937);
/* harmony import */ var _written_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6524);




/**
 * The sentences of `flink savepoint`, `stop`, `cancel` and `checkpoint`, from `CliFrontend` of Flink 1.8 to
 * 2.3 (sources of `flink-clients`), and of the exceptions that they print. `#` stands for a job's id, `*` for
 * one word.
 */
const SENTENCES = [
    ['begun', 'Triggering savepoint for job #'],
    ['begun', 'Triggering savepoint in detached mode for job #'],
    ['begun', 'Triggering stop-with-savepoint for job #'],
    ['begun', 'Triggering stop-with-savepoint in detached mode for job #'],
    ['begun', 'Suspending job "#" with a savepoint'],
    ['begun', 'Suspending job "#" with a * savepoint'],
    ['begun', 'Draining job "#" with a savepoint'],
    ['begun', 'Draining job "#" with a * savepoint'],
    ['begun', 'Cancelling job # with savepoint to'],
    ['begun', 'Cancelling job # with * savepoint to'],
    ['completed', 'Savepoint completed. Path:'],
    ['stored', 'Savepoint stored in'],
    ['detached', 'Successfully trigger manual savepoint, triggerId: *'],
    ['detached', 'Successfully trigger stop-with-savepoint in detached mode, triggerId: *'],
    ['failed', 'Triggering a savepoint for the job # failed'],
    ['failed', 'Triggering a detached savepoint for the job # failed'],
    ['failed', 'Failed to trigger a savepoint for the job #'],
    ['failed', 'Could not stop with a savepoint job "#"'],
    ['failed', 'Could not stop with a detached savepoint job "#"'],
    ['failed', 'Could not cancel job #'],
    ['failed', 'Could not stop the job #'],
    ['failed', 'The program finished with the following exception:'],
    ['created', 'A savepoint has been created at:'],
    ['disposed', "Disposing savepoint '"],
    ['checkpoint', 'You can resume your program from this checkpoint with the run command'],
    ['ended', 'Cancelled job #'],
    ['ended', 'Stopped job #'],
].map(([meaning, words]) => ({ meaning, ...(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .createSentence */ .Y)(words) }));
/**
 * Who reads them shows one. A failure's text may reach to the end of the whole: it is read for a few only.
 */
const MOST_REASONS = 20;
/** What Flink's command line told, in its order. Empty for a text without any of its sentences. */
function findInCliOutput(text) {
    const plain = (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .w)(text);
    const told = findSentences(plain);
    const outcomes = new Map();
    const paths = [];
    const ends = failureEnds(told);
    let job = '';
    for (const [index, one] of told.entries()) {
        job = one.jobId ?? job;
        const path = pathIn(one, plain.slice(one.end, told[index + 1]?.begin));
        // What was told last of a job counts: a second attempt may go well. That a job has ended says nothing of
        // a savepoint.
        if (!isAside(one.meaning) || !outcomes.has(job)) {
            outcomes.set(job, path ?? (() => ({ reason: reasonOf(one, plain.slice(one.begin, ends[index])) })));
        }
        if (path === undefined || !(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .isPath */ .uf)(path))
            continue;
        outcomes.delete('');
        paths.push(path);
    }
    const others = [...outcomes.values()].filter((outcome) => typeof outcome === 'function' || !(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .isPath */ .uf)(outcome));
    return [
        ...paths,
        ...others.slice(0, MOST_REASONS).map((outcome) => (typeof outcome === 'function' ? outcome() : outcome)),
    ];
}
/**
 * For each sentence where the next one stands that tells of something else than a failure, `undefined` for
 * the end of the text.
 */
function failureEnds(told) {
    const ends = [];
    let next;
    for (let index = told.length - 1; index >= 0; index -= 1) {
        ends[index] = next;
        const { meaning, begin } = told[index];
        if (meaning !== 'failed' && meaning !== 'created')
            next = begin;
    }
    return ends;
}
function isAside(meaning) {
    return meaning === 'ended' || meaning === 'disposed';
}
/** The id of the job that Flink's command line spoke of, `undefined` for none or several. */
function findJobId(text) {
    const found = new Set(findSentences((0,_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .w)(text)).flatMap(({ jobId }) => jobId ?? []));
    const [jobId] = found;
    return found.size === 1 ? jobId : undefined;
}
/** The trigger id that a detached command printed, `undefined` for none. */
function findTriggerId(text) {
    return findSentences((0,_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .w)(text)).find(({ meaning }) => meaning === 'detached')?.word;
}
function findSentences(plain) {
    const found = SENTENCES.flatMap(({ meaning, find }) => find(plain).map((match) => ({ meaning, ...match })));
    found.sort((a, b) => a.begin - b.begin || b.end - a.end);
    // `Cancelled job X. Savepoint stored in Y.` is two sentences; `Could not cancel job X` twice at one place
    // is one.
    return found.filter((one, index) => index === 0 || one.begin >= (found[index - 1]?.end ?? 0));
}
/** What one of the two sentences says that end in a path; `undefined` for the others. */
function pathIn({ meaning }, rest) {
    if (meaning === 'completed')
        return pathOf(rest, 'Savepoint completed. Path:');
    return meaning === 'stored' ? pathOf(rest, 'Savepoint stored in') : undefined;
}
function reasonOf({ meaning, jobId, word }, fromHere) {
    const job = jobId === undefined ? 'the job' : `job ${jobId}`;
    switch (meaning) {
        case 'detached':
            return (`the savepoint was only triggered (detached, trigger id ${word ?? 'unknown'}), its path is not known yet: `
                + 'leave -detached out, or ask /jobs/<job>/savepoints/<trigger id>');
        case 'failed':
            return failureReason(fromHere);
        case 'created':
            return (0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_3__/* .innermostCause */ .$)(fromHere.split('\n', 1)[0] ?? '');
        case 'disposed':
            return 'the text tells of a savepoint that was disposed of';
        case 'checkpoint':
            return "flink checkpoint tells no path, only a number: look for the checkpoint in the job's checkpoint directory";
        case 'ended':
            return `${job} was ended without a savepoint: use flink stop`;
        case 'begun':
        case 'completed':
        case 'stored':
            return `the text tells that a savepoint of ${job} was triggered, but not how it ended: wait for it`;
    }
}
function failureReason(text) {
    const trace = text.replace(/^The program finished with the following exception:\s*/, '');
    const cause = (0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_3__/* .innermostCause */ .$)(trace);
    return `Flink took no savepoint: ${cause === '' ? 'the program finished with an exception that is not in the text' : cause}`;
}
function pathOf(rest, sentence) {
    const written = (0,_written_path_js__WEBPACK_IMPORTED_MODULE_0__/* .readWrittenPath */ .r2)(rest);
    if ('broken' in written)
        return { reason: `after '${sentence}' ${written.broken}` };
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .pathFinding */ .Jp)(written.path, `Flink's line '${sentence}'`);
}


/***/ }),

/***/ 3829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ innermostCause)
/* harmony export */ });
/** A name of a Java class that stands alone, or the colon that `Throwable.toString` writes after it. */
const CLASS_NAME = /^(?:[\w$]+\.)+([\w$]+)(?::\s+|$)/;
/**
 * Where the message of a wrapped exception begins, for the message of a wrapper repeats the text of its
 * cause.
 */
const WRAPPED = /(?<![\w$.])(?:[\w$]+\.)+[\w$]*(?:Exception|Error|Throwable): /g;
/** What is looked at of one message: enough for all that is told. */
const MOST_READ = 8_000;
const MOST_CHARACTERS = 400;
/**
 * Reduces what Flink says of a failure (a stack trace with `Caused by:`, or an exception's text with others
 * inside) to the innermost cause in Flink's own words, in one line of at most 400 characters. Empty where the
 * text is.
 */
function innermostCause(text) {
    const headings = causeHeadings(text);
    const messages = headings.map(plainMessage).filter((message) => message !== '');
    const innermost = messages.at(-1) ?? '';
    // A short one (`Hadoop is not in the classpath/dependencies.`, a bare class name) says little without what
    // it led to.
    const outer = innermost.length > SHORT
        ? undefined
        : messages.slice(0, -1).findLast((message) => isTelling(message, innermost));
    const told = outer === undefined ? innermost : `${outer} (${innermost})`;
    return bounded(told.replace(/\s+/g, ' ').trim());
}
const SHORT = 60;
/** What every failed attempt is introduced by says nothing of the cause. */
const INTRODUCTION = /^(?:Triggering a |Failed to trigger |Could not (?:stop|cancel) |Internal server error)/;
function isTelling(message, innermost) {
    return /\s/.test(message) && !INTRODUCTION.test(message) && !message.includes(innermost);
}
function bounded(text) {
    return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
/** The texts of the exception and of its causes, outermost first, without the lines of the stack. */
function causeHeadings(text) {
    const headings = [];
    let open = false;
    for (const line of text.split(/\r?\n/)) {
        if (/^\s*(?:at [\w$.<>/@-]+[\w$>]\(|\.\.\. \d+ more)/.test(line)) {
            open = false;
            continue;
        }
        const cause = /^\s*(?:\[?CIRCULAR REFERENCE: ?|Caused by: )(.*)$/.exec(line);
        if (cause !== null) {
            headings.push(cause[1] ?? '');
            open = true;
        }
        else if (headings.length === 0 && line.trim() !== '') {
            headings.push(line);
            open = true;
        }
        else if (open)
            headings.push(`${headings.pop() ?? ''} ${line.trim()}`);
    }
    return headings;
}
/**
 * The message of an exception without the names of the classes around it; the class where there is no
 * message.
 */
function plainMessage(heading) {
    const text = heading.trim().slice(0, MOST_READ);
    const last = [...text.matchAll(WRAPPED)]
        .map((match) => match.index + match[0].length)
        .findLast((end) => end < text.length);
    const rest = text.slice(last ?? 0);
    const bare = CLASS_NAME.exec(rest);
    if (bare === null)
        return rest;
    const after = rest.slice(bare[0].length);
    return after === '' ? (bare[1] ?? '') : after;
}


/***/ }),

/***/ 8940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jp: () => (/* binding */ pathFinding),
/* harmony export */   PL: () => (/* binding */ LAST_STATE_PLACEHOLDER),
/* harmony export */   uf: () => (/* binding */ isPath)
/* harmony export */ });
/** Whether the finding is a path. */
function isPath(finding) {
    return 'path' in finding;
}
/**
 * The operator writes this in place of a path where a job goes on from the state that its high-availability
 * metadata name (`AbstractJobReconciler.LAST_STATE_DUMMY_SP_PATH` of the Flink Kubernetes operator).
 */
const LAST_STATE_PLACEHOLDER = 'KUBERNETES_OPERATOR_LAST_STATE';
/**
 * What Flink names a checkpoint that has no path
 * (`NonPersistentMetadataCheckpointStorageLocation.EXTERNAL_POINTER`).
 */
const NOT_ADDRESSABLE = '<checkpoint-not-externally-addressable>';
/** A path as Flink gave it, or the reason why that is none. */
function pathFinding(path, takenFrom) {
    if (path.includes(LAST_STATE_PLACEHOLDER)) {
        return {
            reason: `${takenFrom} is the operator's placeholder ${LAST_STATE_PLACEHOLDER}, which is no path: the job goes on from its `
                + 'high-availability metadata; take a savepoint, or name the newest checkpoint of the job',
        };
    }
    if (path === NOT_ADDRESSABLE) {
        return {
            reason: `${takenFrom} is ${NOT_ADDRESSABLE}: the checkpoint was kept in the JobManager's memory only; `
                + 'set a checkpoint directory, or take a savepoint',
        };
    }
    return { path, takenFrom };
}


/***/ }),

/***/ 6336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ NoSnapshotError)
/* harmony export */ });
/**
 * A text or an answer of Flink's names no snapshot to go on with, or several. The message is one short
 * sentence in Flink's own words as far as there are any, without the text itself.
 */
class NoSnapshotError extends Error {
    name = 'NoSnapshotError';
}


/***/ }),

/***/ 1937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ createSentence),
/* harmony export */   w: () => (/* binding */ plainText)
/* harmony export */ });
/**
 * Colours and other sequences with which programs steer a terminal (ECMA-48: CSI, OSC, and escapes of two
 * characters).
 */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;
/** The time that GitHub writes before every line of a downloaded log. */
const LOG_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z /gm;
/** The text of a terminal or a log without colours and times, its lines ended by `\n`. */
function plainText(text) {
    return text
        .replace(/^\ufeff/, '')
        .replace(ESCAPES, '')
        .replace(/\r\n?/g, '\n')
        .replace(LOG_TIME, '');
}
/**
 * A sentence that is found wherever it stands in a line, also where a terminal broke it over lines.
 *
 * @param words the sentence; `#` stands for a job's id (32 hex digits), `*` for one word
 */
function createSentence(words) {
    const parts = Array.from(words, (character) => {
        if (character === '#')
            return '(?<job>(?:[0-9a-f]\\n?){31}[0-9a-f])';
        if (character === '*')
            return '(?<word>[A-Za-z0-9_-]+)';
        if (character === ' ')
            return '(?: ?\\n ?| )';
        return character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
    });
    // A break may stand between any two characters, but a blank brings its own.
    const pattern = new RegExp(parts
        .map((part, index) => index === 0 || part.startsWith('(?: ') || parts[index - 1]?.startsWith('(?: ') ? part : `\\n?${part}`)
        .join(''), 'g');
    return {
        find: (plain) => [...plain.matchAll(pattern)].map((match) => ({
            begin: match.index,
            end: match.index + match[0].length,
            jobId: match.groups?.['job']?.replaceAll('\n', ''),
            word: match.groups?.['word'],
        })),
    };
}


/***/ }),

/***/ 9462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nc: () => (/* binding */ findInRestAnswer),
/* harmony export */   W_: () => (/* binding */ isRunning),
/* harmony export */   v$: () => (/* binding */ errorsText)
/* harmony export */ });
/* harmony import */ var _failure_cause_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3829);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8940);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3027);



/**
 * What an answer of Flink's REST interface says of a snapshot: the trigger or the status of a savepoint, a
 * checkpoint's details, the checkpoint statistics of a job, or an error.
 *
 * @returns undefined for a value that is no such answer
 */
function findInRestAnswer(value) {
    const state = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(value, 'status', 'id');
    if (state !== undefined)
        return [findInStatus(state, value)];
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(value, 'request-id')) {
        return [
            {
                reason: `the savepoint was only triggered (trigger id ${(0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(value, 'request-id') ?? 'unknown'}), its path is not `
                    + 'known yet: ask /jobs/<job>/savepoints/<trigger id> until it says COMPLETED',
            },
        ];
    }
    if (Array.isArray((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(value, 'errors')))
        return [{ reason: `Flink answered: ${errorsText(value)}` }];
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(value, 'latest') && (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(value, 'history'))
        return findInStatistics(value);
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(value, 'trigger_timestamp') && (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(value, 'status') !== undefined)
        return [findInCheckpoint(value, 'the')];
    return undefined;
}
/** The texts of an `ErrorResponseBody`, reduced to the cause. */
function errorsText(value) {
    const texts = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .listMember */ .DW)(value, 'errors').filter((text) => typeof text === 'string' && text.trim() !== '');
    // The last one is the stack trace, where Flink gives one; the first is often only `Internal server error.`
    return (0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_1__/* .innermostCause */ .$)(withoutFrame(texts.at(-1) ?? ''));
}
const FRAME = ['<Exception on server side:', 'End of exception on server side>'];
/**
 * By hand: a pattern for blanks before the last words would try each run of blanks from each of its places.
 */
function withoutFrame(text) {
    const [begin, end] = FRAME;
    const inner = text.startsWith(begin) ? text.slice(begin.length).trimStart() : text;
    const trimmed = inner.trimEnd();
    return trimmed.endsWith(end) ? trimmed.slice(0, -end.length).trimEnd() : inner;
}
/** What became of an operation that failed, in Flink's words. */
function failureText(operation) {
    const trace = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(operation, 'failure-cause', 'stack-trace')
        ?? (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(operation, 'failure-cause', 'class')
        ?? '';
    // Here the outer exception says more than its cause: there is a savepoint all the same.
    const created = /A savepoint has been created at: [^\n]*/.exec(trace);
    return created === null ? (0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_1__/* .innermostCause */ .$)(trace) : created[0].trim();
}
/** Whether the operation behind a trigger still runs. */
function isRunning(value) {
    return (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(value, 'status', 'id') === 'IN_PROGRESS';
}
function findInStatus(state, value) {
    const operation = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(value, 'operation');
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(operation, 'failure-cause'))
        return { reason: `Flink took no savepoint: ${failureText(operation)}` };
    const location = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(operation, 'location');
    if (location !== undefined)
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .pathFinding */ .Jp)(location, 'operation.location of the REST answer');
    if (state !== 'COMPLETED')
        return { reason: `the savepoint has not ended (${state}): ask again until it says COMPLETED` };
    const checkpoint = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .numberMember */ .eJ)(operation, 'checkpointId');
    if (checkpoint === undefined)
        return { reason: 'the REST answer says COMPLETED, but names no location' };
    return {
        reason: `the REST answer names checkpoint ${checkpoint}, not where it is: ask /jobs/<job>/checkpoints/details/${checkpoint}`,
    };
}
function findInCheckpoint(checkpoint, which) {
    const name = `${which} ${(0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(checkpoint, 'is_savepoint') === true ? 'savepoint' : 'checkpoint'} ${String((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(checkpoint, 'id'))}`;
    const state = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(checkpoint, 'status') ?? 'unknown';
    if (state === 'FAILED') {
        return {
            reason: `${name} failed: ${(0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_1__/* .innermostCause */ .$)((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(checkpoint, 'failure_message') ?? 'Flink names no cause')}`,
        };
    }
    if (state !== 'COMPLETED')
        return { reason: `${name} has not ended (${state}): ask again until it says COMPLETED` };
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(checkpoint, 'discarded') === true)
        return { reason: `${name} is gone: Flink has discarded it` };
    const path = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(checkpoint, 'external_path');
    if (path === undefined)
        return { reason: `${name} is completed, but the REST answer names no external_path` };
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .pathFinding */ .Jp)(path, `external_path of ${name} in the REST answer`);
}
/**
 * The newest checkpoint and the newest savepoint of a job: two snapshots, of which none is meant more than
 * the other.
 */
function findInStatistics(statistics) {
    const found = ['savepoint', 'completed']
        .map((name) => (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(statistics, 'latest', name))
        .filter((checkpoint) => typeof checkpoint === 'object' && checkpoint !== null)
        .map((checkpoint) => findInCheckpoint(checkpoint, 'the latest'));
    // Flink discards the checkpoints of a job that has finished; the savepoint is not meant less for it.
    const there = found.filter(_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .isPath */ .uf);
    if (there.length > 0)
        return there;
    return found.length > 0 ? found : [{ reason: 'the job has no completed checkpoint and no savepoint' }];
}


/***/ }),

/***/ 6210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ findSnapshot),
  U: () => (/* binding */ isSnapshotText)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/flink/cli-output.js
var cli_output = __webpack_require__(1493);
// EXTERNAL MODULE: ./build/platform/yaml.js
var yaml = __webpack_require__(3855);
// EXTERNAL MODULE: ./build/flink/no-snapshot-error.js
var no_snapshot_error = __webpack_require__(6336);
;// CONCATENATED MODULE: ./build/flink/document.js


/** More than any listing of a namespace that was seen; as JSON it is parsed in well under a second. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
/** YAML takes some hundred times as long as JSON: a listing of a hundred resources, in a few seconds. */
const MOST_YAML_CHARACTERS = 1024 * 1024;
/** Flink's and Kubernetes' answers are some ten levels deep. */
const MOST_LEVELS = 64;
const MOST_DOCUMENTS = 1_000;
/** What Kubernetes tools begin a resource with. */
const RESOURCE = /^(?:- )?(?:apiVersion|kind):[ \t]*(?:flink\.apache\.org\/|Flink[A-Z]|v1[ \t]*$|List[ \t]*$)/m;
/** Keys of a part of a resource, which may stand at the beginning of a line of a log as well. */
const PART_OF_RESOURCE = /^(?:items|metadata|spec|status|jobStatus|savepointInfo)[ \t]*:/m;
/**
 * The value of a text that is JSON, and nothing else.
 *
 * @returns undefined for any other text
 * @throws NoSnapshotError for JSON nested deeper, and for any text longer, than what Flink and Kubernetes
 * write
 */
function readWholeJson(text) {
    if (text.length > MOST_CHARACTERS) {
        throw new no_snapshot_error/* NoSnapshotError */.a(`a text of ${text.length} characters is too long to look for a snapshot's path in it: give the path`);
    }
    return /^[\s\ufeff]*[{[]/.test(text) ? parseJson(text.replace(/^[\s\ufeff]+/, '')) : undefined;
}
/**
 * As {@link readWholeJson}, with other lines before the JSON: the headers of `curl -i`, warnings of
 * kubectl.
 */
function readEmbeddedJson(text) {
    const begins = [...text.matchAll(/^[ \t]*[{[]/gm)].map(({ index }) => index);
    const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
    // Log lines may begin with a bracket as well: a few attempts, no search.
    for (const begin of begins.slice(0, 8)) {
        const value = begin < end ? parseJson(text.slice(begin, end)) : undefined;
        if (value !== undefined)
            return value;
    }
    return undefined;
}
/**
 * Whether a text is YAML of resources, a part of one (`part`: as far as can be told from single lines), or
 * neither.
 */
function yamlOf(text) {
    if (RESOURCE.test(text))
        return 'resource';
    return PART_OF_RESOURCE.test(text) ? 'part' : undefined;
}
function parseJson(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? checkDepth(value) : undefined;
    }
    catch (error) {
        if (error instanceof no_snapshot_error/* NoSnapshotError */.a)
            throw error;
        if (isDepthError(error))
            throw tooDeep();
        return undefined;
    }
}
/**
 * The documents of a text that is YAML.
 *
 * @throws NoSnapshotError for YAML that cannot be read, with aliases or with keys that stand there twice,
 * and for what is
 *   longer, or nested deeper, than what Kubernetes writes
 */
function readYaml(text) {
    if (text.length > MOST_YAML_CHARACTERS) {
        throw new no_snapshot_error/* NoSnapshotError */.a(`${text.length} characters of YAML are too many to look for a snapshot's path in them: `
            + 'give one resource, or print them with -o json');
    }
    try {
        const documents = (0,yaml/* yamlLibrary */.T)().parseAllDocuments(text, {
            schema: 'core',
            uniqueKeys: false,
            logLevel: 'silent',
            prettyErrors: false,
        });
        if (documents.length > MOST_DOCUMENTS)
            throw new no_snapshot_error/* NoSnapshotError */.a(`YAML of more than ${MOST_DOCUMENTS} documents is not read`);
        return documents.map(readYamlDocument);
    }
    catch (error) {
        if (error instanceof no_snapshot_error/* NoSnapshotError */.a)
            throw error;
        if (isDepthError(error))
            throw tooDeep();
        throw new no_snapshot_error/* NoSnapshotError */.a('the text looks like YAML of Kubernetes resources, but cannot be read as such', { cause: error });
    }
}
function readYamlDocument(document) {
    const [error] = document.errors;
    if (error !== undefined) {
        throw new no_snapshot_error/* NoSnapshotError */.a(`the text looks like YAML of Kubernetes resources, but cannot be read as such: ${firstLine(error.message)}`);
    }
    refuseDangers(document);
    const value = document.toJS({ maxAliasCount: 0 });
    return checkDepth(value);
}
/**
 * Aliases can blow a small text up without end, and of two equal keys one would be a guess. Kubernetes
 * writes neither.
 */
function refuseDangers(document) {
    const { isScalar, visit } = (0,yaml/* yamlLibrary */.T)();
    visit(document, {
        Alias: () => {
            throw new no_snapshot_error/* NoSnapshotError */.a('YAML with aliases (*name) is not read: print the resources with kubectl get -o yaml');
        },
        Map: (_key, map) => {
            const seen = new Set();
            for (const { key } of map.items) {
                const name = isScalar(key) ? key.value : undefined;
                if (name === undefined)
                    continue;
                if (seen.has(name))
                    throw new no_snapshot_error/* NoSnapshotError */.a(`the YAML has the key ${JSON.stringify(name)} twice in one place: give one of them`);
                seen.add(name);
            }
        },
    });
}
function checkDepth(value) {
    let level = [value];
    for (let depth = 0; level.length > 0; depth += 1) {
        if (depth > MOST_LEVELS)
            throw tooDeep();
        level = level.flatMap((one) => typeof one === 'object' && one !== null ? Object.values(one) : []);
    }
    return value;
}
function tooDeep() {
    return new no_snapshot_error/* NoSnapshotError */.a(`the text is nested deeper than ${MOST_LEVELS} levels, which nothing of Flink's is: give the path itself`);
}
/** A parser that ran out of stack. */
function isDepthError(error) {
    return typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError';
}
function firstLine(text) {
    return text.split('\n', 1)[0] ?? '';
}

// EXTERNAL MODULE: ./build/flink/finding.js
var flink_finding = __webpack_require__(8940);
// EXTERNAL MODULE: ./build/flink/failure-cause.js
var failure_cause = __webpack_require__(3829);
// EXTERNAL MODULE: ./build/flink/values.js
var values = __webpack_require__(3027);
;// CONCATENATED MODULE: ./build/flink/operator-status.js



/**
 * What resources of the Flink Kubernetes operator say of a snapshot: a FlinkDeployment, a FlinkSessionJob, a
 * FlinkBlueGreenDeployment, a FlinkStateSnapshot, a list of them, or the status alone. The names are those of
 * `flink-kubernetes-operator-api`.
 *
 * @returns undefined for a value that is no such resource
 */
function findInResource(value) {
    const kind = (0,values/* textMember */.SA)(value, 'kind') ?? '';
    const items = (0,values/* member */.Dc)(value, 'items');
    if (Array.isArray(items) && (kind === '' || kind.endsWith('List'))) {
        if (items.length === 0)
            return [{ reason: 'the list has no items' }];
        const found = items.map((item) => findInResource(item));
        return found.every((one) => one === undefined) ? undefined : found.flatMap((one) => one ?? []);
    }
    const name = resourceName(value, kind);
    if (kind === 'FlinkStateSnapshot')
        return [findInSnapshot((0,values/* member */.Dc)(value, 'status'), name)];
    const isJob = ['FlinkDeployment', 'FlinkSessionJob', 'FlinkBlueGreenDeployment'].includes(kind);
    if (isJob)
        return findInJob(value, (0,values/* member */.Dc)(value, 'status'), name);
    if ((0,values/* hasMember */.z$)(value, 'jobStatus'))
        return findInJob(value, value, 'the status');
    if ((0,values/* hasMember */.z$)(value, 'savepointInfo'))
        return findInJob(value, { jobStatus: value }, 'the status');
    if (isSnapshotStatus(value))
        return [findInSnapshot(value, 'the status')];
    const status = (0,values/* member */.Dc)(value, 'status');
    if (kind === '' && typeof status === 'object' && status !== null)
        return findInResource(status);
    return undefined;
}
function resourceName(value, kind) {
    const name = (0,values/* textMember */.SA)(value, 'metadata', 'name');
    const namespace = (0,values/* textMember */.SA)(value, 'metadata', 'namespace');
    return [kind, [namespace, name].filter((part) => part !== undefined).join('/')]
        .filter((part) => part !== '')
        .join(' ');
}
const SNAPSHOT_STATES = new Set([
    'COMPLETED',
    'FAILED',
    'IN_PROGRESS',
    'TRIGGER_PENDING',
    'ABANDONED',
]);
function isSnapshotStatus(value) {
    return (SNAPSHOT_STATES.has((0,values/* member */.Dc)(value, 'state'))
        && ['path', 'failures', 'triggerId', 'error'].some((name) => (0,values/* hasMember */.z$)(value, name)));
}
/** `FlinkStateSnapshotStatus` */
function findInSnapshot(status, name) {
    const state = (0,values/* textMember */.SA)(status, 'state') ?? 'TRIGGER_PENDING';
    const error = (0,values/* textMember */.SA)(status, 'error');
    const because = error === undefined ? '' : `: ${(0,failure_cause/* innermostCause */.$)(error)}`;
    if (state === 'FAILED')
        return { reason: `the snapshot of ${name} failed${because}` };
    if (state === 'ABANDONED')
        return { reason: `the snapshot of ${name} was abandoned (ABANDONED)${because}` };
    if (state !== 'COMPLETED')
        return { reason: `the snapshot of ${name} has not ended (${state}): wait until it is COMPLETED` };
    const path = (0,values/* textMember */.SA)(status, 'path');
    if (path === undefined)
        return { reason: `${name} is COMPLETED, but names no path` };
    return (0,flink_finding/* pathFinding */.Jp)(path, `status.path of ${name}`);
}
/**
 * Job states in which the operator goes on from `upgradeSavepointPath`; in all others that is where the job
 * once came from.
 */
const ENDED = new Set(['FINISHED', 'CANCELED', 'FAILED', 'SUSPENDED']);
/** `CommonStatus` with its `JobStatus` and `SavepointInfo` */
function findInJob(resource, status, name) {
    const generation = (0,values/* numberMember */.eJ)(resource, 'metadata', 'generation');
    const observed = (0,values/* numberMember */.eJ)(status, 'observedGeneration');
    if (generation !== undefined && observed !== undefined && observed < generation) {
        return [
            {
                reason: `the operator has not seen the newest generation (${generation}) of ${name} yet, its status is of ${observed}: ask again`,
            },
        ];
    }
    const job = (0,values/* member */.Dc)(status, 'jobStatus');
    const info = (0,values/* member */.Dc)(job, 'savepointInfo');
    const trigger = (0,values/* textMember */.SA)(info, 'triggerId');
    if (trigger !== undefined)
        return [{ reason: `a savepoint of ${name} has not ended (trigger id ${trigger}): ask again when it has` }];
    const last = (0,values/* member */.Dc)(info, 'lastSavepoint');
    const nonce = (0,values/* numberMember */.eJ)(resource, 'spec', 'job', 'savepointTriggerNonce');
    if (nonce !== undefined
        && (0,values/* textMember */.SA)(last, 'triggerType') === 'MANUAL'
        && (0,values/* numberMember */.eJ)(last, 'triggerNonce') !== nonce) {
        return [
            {
                reason: `the savepoint with savepointTriggerNonce ${nonce} of ${name} was not taken yet, the last one had `
                    + `${String((0,values/* member */.Dc)(last, 'triggerNonce'))}${errorOf(status)}`,
            },
        ];
    }
    const found = [...lastSavepoint(last, name), ...upgradeSavepoint(resource, job, name)];
    if (found.length > 0)
        return found;
    return [
        {
            reason: `${name} names no savepoint: status.jobStatus.savepointInfo.lastSavepoint is empty${errorOf(status)}${historyHint(info)}`,
        },
    ];
}
function lastSavepoint(last, name) {
    const location = (0,values/* textMember */.SA)(last, 'location');
    return location === undefined
        ? []
        : [(0,flink_finding/* pathFinding */.Jp)(location, `status.jobStatus.savepointInfo.lastSavepoint.location of ${name}`)];
}
function upgradeSavepoint(resource, job, name) {
    // Written into the status by operators up to and from 1.8 in these two places.
    const path = (0,values/* textMember */.SA)(job, 'upgradeSavepointPath') ?? (0,values/* textMember */.SA)(job, 'upgradeSnapshotReference', 'path');
    const state = (0,values/* textMember */.SA)(job, 'state') ?? '';
    const suspended = (0,values/* textMember */.SA)(resource, 'spec', 'job', 'state') === 'suspended';
    if (path === undefined || (!ENDED.has(state) && !suspended))
        return [];
    return [(0,flink_finding/* pathFinding */.Jp)(path, `status.jobStatus.upgradeSavepointPath of ${name}`)];
}
function errorOf(status) {
    const error = (0,values/* textMember */.SA)(status, 'error');
    return error === undefined ? '' : ` (the operator says: ${(0,failure_cause/* innermostCause */.$)(operatorError(error))})`;
}
/** The operator writes its errors as JSON with `message` and `throwableList`. */
function operatorError(error) {
    try {
        const parsed = JSON.parse(error);
        const causes = (0,values/* listMember */.DW)(parsed, 'throwableList').map((cause) => (0,values/* textMember */.SA)(cause, 'message'));
        return causes.findLast((cause) => cause !== undefined) ?? (0,values/* textMember */.SA)(parsed, 'message') ?? error;
    }
    catch {
        return error;
    }
}
function historyHint(info) {
    return (0,values/* listMember */.DW)(info, 'savepointHistory').length > 0 ? '; earlier ones stand in savepointHistory' : '';
}

// EXTERNAL MODULE: ./build/flink/plain-text.js
var plain_text = __webpack_require__(1937);
// EXTERNAL MODULE: ./build/flink/rest-answer.js
var rest_answer = __webpack_require__(9462);
// EXTERNAL MODULE: ./build/flink/written-path.js
var written_path = __webpack_require__(6524);
;// CONCATENATED MODULE: ./build/flink/snapshot-text.js









/**
 * Whether a text is more than one plain path: the output of a command, JSON, YAML, a path within quotes. A
 * single line that begins as a path does is one, whatever else it contains.
 */
function isSnapshotText(text) {
    const trimmed = text.trim();
    if (/[\r\n\u001b]/.test(trimmed))
        return true;
    if ((0,written_path/* isAbsolute */.oP)(trimmed))
        return false;
    if (/^[{["']/.test(trimmed) || trimmed.includes(flink_finding/* LAST_STATE_PLACEHOLDER */.PL))
        return true;
    return (0,cli_output/* findInCliOutput */.ay)(trimmed).length > 0 || (0,written_path/* findBarePaths */.CT)(trimmed).length > 0;
}
/**
 * Finds the snapshot that a text names: output of Flink's command line, an answer of its REST interface, a
 * resource of the Flink Kubernetes operator as JSON or YAML, or any text in which one path of a snapshot
 * stands. Nothing is guessed.
 *
 * @returns the path as it stands in the text, and where it stood
 * @throws NoSnapshotError when the text names none, or several, or says that the savepoint failed or has not
 * ended
 */
function findSnapshot(text) {
    return decide(findAll(text));
}
const ONLY_PATH = 'the only path of a snapshot in the text';
function findAll(text) {
    const quoted = /^(["'])([^"'\n]+)\1$/.exec(text.trim())?.[2];
    if (quoted !== undefined && (0,written_path/* isAbsolute */.oP)(quoted))
        return [(0,flink_finding/* pathFinding */.Jp)(quoted, 'the quoted path')];
    const whole = readWholeJson(text);
    if (whole !== undefined)
        return findInDocument(whole);
    const yaml = yamlOf(text);
    if (yaml === 'resource')
        return readYaml(text).flatMap(findInDocument);
    const told = (0,cli_output/* findInCliOutput */.ay)(text);
    if (told.length > 0)
        return told;
    const embedded = readEmbeddedJson(text);
    if (embedded !== undefined)
        return findInDocument(embedded);
    if (yaml === 'part')
        return readYaml(text).flatMap(findInDocument);
    if (text.includes(flink_finding/* LAST_STATE_PLACEHOLDER */.PL))
        return [(0,flink_finding/* pathFinding */.Jp)(flink_finding/* LAST_STATE_PLACEHOLDER */.PL, 'the text')];
    return (0,written_path/* findBarePaths */.CT)((0,plain_text/* plainText */.w)(text)).map((path) => (0,flink_finding/* pathFinding */.Jp)(path, ONLY_PATH));
}
function findInDocument(value) {
    const found = findInResource(value) ?? (0,rest_answer/* findInRestAnswer */.Nc)(value);
    if (found !== undefined)
        return found;
    return textsOf(value).flatMap((text) => {
        if ((0,written_path/* looksLikeSnapshot */.iy)(text) || text === flink_finding/* LAST_STATE_PLACEHOLDER */.PL)
            return [(0,flink_finding/* pathFinding */.Jp)(text, ONLY_PATH)];
        return (0,cli_output/* findInCliOutput */.ay)(text);
    });
}
/** All texts of a value, whose depth was checked. */
function textsOf(value) {
    if (typeof value === 'string')
        return [value.trim()];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
const MOST_CANDIDATES = 5;
function decide(findings) {
    const distinct = new Map();
    for (const finding of findings.filter(flink_finding/* isPath */.uf)) {
        const identity = snapshotIdentity(finding.path);
        if (!distinct.has(identity))
            distinct.set(identity, finding);
    }
    const candidates = [...distinct.values()];
    const reason = findings.find((finding) => 'reason' in finding)?.reason;
    if (reason !== undefined) {
        const beside = candidates.length === 0
            ? ''
            : `; the text also names ${shownPaths(candidates)}: give that path itself if it is meant`;
        throw new no_snapshot_error/* NoSnapshotError */.a(`${reason}${beside}`);
    }
    const [only] = candidates;
    if (only === undefined) {
        throw new no_snapshot_error/* NoSnapshotError */.a('the text names no snapshot: give the path of one, the output of flink savepoint, stop or cancel -s, '
            + 'a REST answer, or a FlinkDeployment or FlinkStateSnapshot');
    }
    if (candidates.length > 1) {
        throw new no_snapshot_error/* NoSnapshotError */.a(`the text names ${candidates.length} snapshots: ${shownPaths(candidates)}; give the path of the one that is meant`);
    }
    return { path: only.path, takenFrom: shortened(only.takenFrom) };
}
function shortened(text) {
    return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
function shownPaths(candidates) {
    const shown = candidates.slice(0, MOST_CANDIDATES).map(({ path }) => shortened(path));
    const more = candidates.length - shown.length;
    return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
/** The same for a directory and its `_metadata`, and for S3's several schemes. */
function snapshotIdentity(path) {
    let location;
    try {
        location = (0,location_location/* parseLocation */.zS)(path);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new no_snapshot_error/* NoSnapshotError */.a(`the text names a snapshot, but ${error.message}`, { cause: error });
    }
    const directory = (0,location_location/* nameOf */.Vb)(location) === '_metadata' ? ((0,location_location/* parentOf */.gN)(location) ?? location) : location;
    return (0,location_location/* identityOf */.cu)(directory);
}


/***/ }),

/***/ 3027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DW: () => (/* binding */ listMember),
/* harmony export */   Dc: () => (/* binding */ member),
/* harmony export */   SA: () => (/* binding */ textMember),
/* harmony export */   eJ: () => (/* binding */ numberMember),
/* harmony export */   z$: () => (/* binding */ hasMember)
/* harmony export */ });
/** The member of an object, `undefined` for anything else. */
function member(value, ...names) {
    let found = value;
    for (const name of names) {
        if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
            return undefined;
        found = found[name];
    }
    return found;
}
/** The member as a text, `undefined` where it is none or blank. */
function textMember(value, ...names) {
    const found = member(value, ...names);
    return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}
/** The member as a finite number, `undefined` where it is none. */
function numberMember(value, ...names) {
    const found = member(value, ...names);
    return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}
/** The member as an array, empty where it is none. */
function listMember(value, ...names) {
    const found = member(value, ...names);
    return Array.isArray(found) ? found : [];
}
/** Whether the value is an object that has a member of the name. */
function hasMember(value, name) {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}


/***/ }),

/***/ 6524:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CT: () => (/* binding */ findBarePaths),
/* harmony export */   iy: () => (/* binding */ looksLikeSnapshot),
/* harmony export */   oP: () => (/* binding */ isAbsolute),
/* harmony export */   r2: () => (/* binding */ readWrittenPath)
/* harmony export */ });
/**
 * The name that Flink gives a savepoint's directory: six hex digits of the job's id, twelve random ones
 * (`AbstractFsCheckpointStorageAccess.initializeLocationForSavepoint`).
 */
const SAVEPOINT_NAME = 'savepoint-[0-9a-f]{6}-[0-9a-f]{12}';
/** A path up to a savepoint's name, and what may follow it in a sentence or in the line of a log. */
const NAMED = new RegExp(`^(.*[/\\\\]${SAVEPOINT_NAME})(?![\\w-]|\\.\\w)`, 's');
const NAMED_TO_THE_END = new RegExp(`^(.*[/\\\\]${SAVEPOINT_NAME})(?:[/\\\\](?:_metadata)?)?[.'")\\]]?\\s*$`, 's');
/** The beginning of such a name. */
const CUT_NAME = /[/\\]savepoint-[0-9a-f]{6}-[0-9a-f]{0,11}$/;
/** Lines over which a path may be broken. */
const MOST_LINES = 12;
/**
 * Reads the path at the beginning of what follows one of Flink's sentences. It ends with the line, for it may
 * contain blanks; a dot after it belongs to the sentence. Where it is broken over lines, the parts belong
 * together when they make up a name that Flink gives to savepoints: no other break can be told from the next
 * line of the text.
 */
function readWrittenPath(rest) {
    const lines = rest.split('\n', MOST_LINES + 1);
    const begin = lines.findIndex((line) => line.trim() !== '');
    if (begin < 0 || begin > 1)
        return { broken: 'stands no path' };
    const first = (lines[begin] ?? '').trimStart();
    const named = NAMED.exec(first)?.[1];
    if (named !== undefined)
        return { path: named };
    const following = lines.slice(begin + 1);
    let joined = first;
    for (const line of following) {
        if (line.trim() === '')
            break;
        joined += line;
        const whole = NAMED_TO_THE_END.exec(joined)?.[1];
        if (whole !== undefined)
            return { path: whole };
    }
    const next = following[0]?.trim() ?? '';
    if (next !== '' && !/\s/.test(next))
        return { broken: 'the path seems to be broken over lines: give it in one line' };
    const path = first.trimEnd().replace(/\.$/, '');
    if (CUT_NAME.test(path))
        return { broken: 'the path is cut off: give it whole' };
    return isAbsolute(path) ? { path } : { broken: 'stands no absolute path' };
}
/** Whether the text begins as a URI or as an absolute path. */
function isAbsolute(text) {
    return /^(?:[A-Za-z][A-Za-z0-9+.-]*:[\\/]|[\\/])/.test(text);
}
const SNAPSHOT_END = new RegExp(`[/\\\\](?:${SAVEPOINT_NAME}|chk-\\d+)(?:[/\\\\](?:_metadata)?)?$|[/\\\\]_metadata$`);
/**
 * Whether a path ends as the paths of Flink's snapshots do: in a savepoint's name, `chk-N`, or `_metadata`.
 */
function looksLikeSnapshot(path) {
    return isAbsolute(path) && SNAPSHOT_END.test(path);
}
/**
 * A URI or an absolute path without blanks, or anything within quotes. Schemes are short: a long word is not
 * read from each of its letters.
 */
const TOKEN = /"([^"\n]+)"|'([^'\n]+)'|((?:[A-Za-z][A-Za-z0-9+.-]{0,31}:)?\/[^\s"'<>|;,]+)/g;
/**
 * What may not stand right before a path, for it would be a part of it: `backup/tmp/x`, `~/x`, `${DIR}/x`,
 * `arn:aws:s3:::bucket/x`.
 */
const WORD_BEFORE = /[\p{L}\p{N}\p{M}_./\\+~@%$#&?*!:)\]}-]$/u;
/**
 * Whether a word goes on at the place. A colon ends the word before a URI, which says itself where it begins.
 */
function isInsideWord(text, index, token) {
    const before = text.slice(Math.max(0, index - 2), index);
    return WORD_BEFORE.test(before) && !(before.endsWith(':') && !token.startsWith('/'));
}
/** All paths of snapshots that stand in a text without saying what they are. */
function findBarePaths(plain) {
    const found = [];
    for (const match of plain.matchAll(TOKEN)) {
        if (match[3] !== undefined && isInsideWord(plain, match.index, match[3]))
            continue;
        const token = withoutClosing(match[1] ?? match[2] ?? match[3] ?? '');
        if (looksLikeSnapshot(token))
            found.push(token);
        // Quotes may enclose a whole sentence.
        else if (match[3] === undefined)
            for (const path of findBarePaths(token))
                found.push(path);
    }
    return found;
}
/**
 * Without what closes a sentence or a bracket; by hand, for a pattern would try a long run from each of its
 * places.
 */
function withoutClosing(token) {
    let end = token.length;
    while (end > 0 && '.:)]}'.includes(token.charAt(end - 1)))
        end -= 1;
    return token.slice(0, end);
}


/***/ }),

/***/ 8519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kd: () => (/* binding */ makeJobFilesDirectory),
  cO: () => (/* binding */ writeJobFiles)
});

// UNUSED EXPORTS: JobFilesError

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/storage/file/local-output.js
var local_output = __webpack_require__(7806);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/presentation/json-document.js
var json_document = __webpack_require__(4065);
// EXTERNAL MODULE: ./build/presentation/start-job.js
var start_job = __webpack_require__(5827);
// EXTERNAL MODULE: ./build/platform/yaml.js
var yaml = __webpack_require__(3855);
;// CONCATENATED MODULE: ./build/job-files/job-files.js




/** The file that says what the others are. It is written last. */
const INDEX_NAME = 'resume.json';
/** The last metadata version that Flink 1 writes; what later ones wrote is read by Flink 2 only. */
const LAST_OF_FLINK_1 = 4;
/** Every value in double quotes: whatever a path holds, YAML 1.1 and 1.2 read the same text. */
const QUOTED = { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' };
/**
 * The files that start a job from a relocated snapshot, the index last. Two calls for one report and one
 * nonce give the same bytes.
 *
 * @param nonce becomes `savepointRedeployNonce`: the Flink Kubernetes operator redeploys from
 * `initialSavepointPath` when it
 *   differs from the last one, so two runs need two
 */
function jobFiles(report, nonce) {
    const starts = (0,start_job/* startArguments */.hO)(report).map((start) => ({ ...start, name: argumentsName(start) }));
    const files = [
        ...starts.map(({ name, words }) => ({ name, text: `${words.join('\n')}\n` })),
        { name: 'flinkdeployment-patch.yaml', text: deploymentPatch(report, nonce) },
        ...(report.kind === 'checkpoint'
            ? []
            : [{ name: 'flinkstatesnapshot.yaml', text: stateSnapshot(report) }]),
        { name: 'config.yaml', text: job_files_yaml(configuration(report), ' For config.yaml of Flink 1.19 and later.') },
        ...legacyConfiguration(report),
    ];
    const { snapshotPath, metadataPath, kind, format, metadataVersion, flinkVersions, checkpointId, claimMode, } = report;
    const index = {
        snapshotPath,
        savepointPath: snapshotPath,
        metadataPath,
        kind,
        format,
        metadataVersion,
        flinkVersions,
        checkpointId,
        claimMode,
        savepointRedeployNonce: nonce,
        flinkRun: starts.map(({ flinkVersions: of, words, name }) => ({
            flinkVersions: of,
            arguments: words,
            file: name,
        })),
        files: files.map(({ name }) => name),
    };
    return [...files, { name: INDEX_NAME, text: `${JSON.stringify((0,json_document/* jsonDocument */.Q8)(index), null, 2)}\n` }];
}
/** Every name that {@link jobFiles} may give. */
const JOB_FILE_NAMES = [
    'flink-run.args',
    'flink-run-1.11-to-1.14.args',
    'flink-run-1.15-to-1.19.args',
    'flink-run-1.20-and-later.args',
    'flinkdeployment-patch.yaml',
    'flinkstatesnapshot.yaml',
    'config.yaml',
    'flink-conf.yaml',
    INDEX_NAME,
];
function argumentsName({ flinkVersions }) {
    return flinkVersions === undefined
        ? 'flink-run.args'
        : `flink-run-${flinkVersions.replaceAll(' ', '-')}.args`;
}
/**
 * Flink's own keys, flat. `execution.state-recovery.*` came with 1.20 (`StateRecoveryOptions`), where the
 * former ones are deprecated and lose against them; which release reads a snapshot of Flink 1 is not told
 * by the snapshot.
 */
function configuration({ snapshotPath, metadataVersion, claimMode, }) {
    const later = claimMode === undefined
        ? {}
        : { 'execution.state-recovery.path': snapshotPath, 'execution.state-recovery.claim-mode': claimMode };
    return metadataVersion > LAST_OF_FLINK_1 ? later : { ...later, ...formerKeys(snapshotPath, claimMode) };
}
function formerKeys(snapshotPath, claimMode) {
    return {
        'execution.savepoint.path': snapshotPath,
        ...(claimMode !== undefined && { 'execution.savepoint-restore-mode': claimMode }),
    };
}
/**
 * The parser of `flink-conf.yaml` takes what stands behind `: ` as it is, knows no quotes, and ends a line
 * at `#` (`GlobalConfiguration` of Flink 1). A path that it cannot read gets no file.
 */
function legacyConfiguration({ snapshotPath, metadataVersion, claimMode }) {
    if (metadataVersion > LAST_OF_FLINK_1 || snapshotPath.includes('#') || snapshotPath !== snapshotPath.trim())
        return [];
    const lines = Object.entries(formerKeys(snapshotPath, claimMode)).map(([key, value]) => `${key}: ${value}`);
    return [{ name: 'flink-conf.yaml', text: `# For flink-conf.yaml of Flink 1.\n${lines.join('\n')}\n` }];
}
/**
 * A merge patch. NO_CLAIM is Flink's default, and left as the deployment has it; CLAIM the job cannot do
 * without.
 */
function deploymentPatch(report, nonce) {
    const modes = Object.entries(configuration(report)).filter(([key]) => /-mode$/.test(key));
    return job_files_yaml({
        spec: {
            flinkConfiguration: report.claimMode === 'CLAIM' ? Object.fromEntries(modes) : undefined,
            job: { initialSavepointPath: report.snapshotPath, savepointRedeployNonce: nonce },
        },
    }, ' kubectl patch flinkdeployment NAME --type merge --patch-file flinkdeployment-patch.yaml');
}
/** The operator has such a resource for savepoints only: a checkpoint's has no path. */
function stateSnapshot({ snapshotPath, format }) {
    return job_files_yaml({
        apiVersion: 'flink.apache.org/v1beta1',
        kind: 'FlinkStateSnapshot',
        metadata: { name: resourceName(snapshotPath) },
        spec: {
            savepoint: {
                path: snapshotPath,
                alreadyExists: true,
                disposeOnDelete: false,
                formatType: format?.toUpperCase(),
            },
        },
    }, ' kubectl apply -f flinkstatesnapshot.yaml');
}
const LONGEST_STEM = 50;
/** A name as Kubernetes allows it (RFC 1123), the same for the same path, and another for another path. */
function resourceName(snapshotPath) {
    const last = snapshotPath.slice(snapshotPath.lastIndexOf('/') + 1).toLowerCase();
    const stem = last
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, LONGEST_STEM)
        .replace(/^-+|-+$/g, '');
    const digest = (0,external_node_crypto_.createHash)('sha256').update(snapshotPath).digest('hex').slice(0, 8);
    return `${stem === '' ? 'snapshot' : stem}-${digest}`;
}
function job_files_yaml(content, comment) {
    const { Document } = (0,yaml/* yamlLibrary */.T)();
    const document = new Document(content);
    document.commentBefore = comment;
    return document.toString(QUOTED);
}

;// CONCATENATED MODULE: ./build/job-files/earlier-run.js



/**
 * Says whose the files are while they are being replaced and {@link INDEX_NAME} is away: a run that is
 * killed then is told by it.
 */
const PENDING_NAME = 'resume.json.incomplete';
/** An index is small; whatever is larger is somebody else's. */
const MOST_BYTES = 1024 * 1024;
/**
 * The files in a directory that an earlier run wrote, by what its index says. Only names that this program
 * gives count, so that no index can lead to another file.
 */
async function ownFiles(directory) {
    const own = new Set();
    for (const name of [INDEX_NAME, PENDING_NAME]) {
        const files = await filesInIndex((0,external_node_path_.join)(directory, name));
        if (files === undefined)
            continue;
        own.add(name);
        for (const file of files)
            if (JOB_FILE_NAMES.includes(file) && file !== INDEX_NAME)
                own.add(file);
    }
    return own;
}
/**
 * Which of the names a resume file may have are taken in the directory by files that no earlier run wrote.
 */
async function foreignFiles(directory) {
    const own = await ownFiles(directory);
    const foreign = [];
    for (const name of [...JOB_FILE_NAMES, PENDING_NAME])
        if (!own.has(name) && (await exists((0,external_node_path_.join)(directory, name))))
            foreign.push(name);
    return foreign;
}
/** Also a link that leads nowhere, or whatever else has the name. */
async function exists(path) {
    try {
        await (0,promises_.lstat)(path);
        return true;
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return false;
        throw error;
    }
}
/** @returns what an index of this program lists, `undefined` for anything else. */
async function filesInIndex(path) {
    try {
        const found = await (0,promises_.lstat)(path);
        if (!found.isFile() || found.size > MOST_BYTES)
            return undefined;
        const index = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
        if (typeof index !== 'object' || index === null || !('files' in index))
            return undefined;
        const { files } = index;
        // The second is the former name, which the file of an earlier release has.
        const named = ('snapshotPath' in index && index.snapshotPath) || ('savepointPath' in index && index.savepointPath);
        if (typeof named !== 'string' || !Array.isArray(files))
            return undefined;
        return files.filter((name) => typeof name === 'string');
    }
    catch (error) {
        if (error instanceof SyntaxError || error.code === 'ENOENT')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/job-files/write-job-files.js





/** The resume files could not be written. The message says whether a snapshot is there all the same. */
class JobFilesError extends Error {
    name = 'JobFilesError';
}
/**
 * Makes the directory for resume files, before a relocation that may take hours, and sees that none of
 * their names is taken by a file of somebody else: only what the index of an earlier run names is replaced.
 *
 * @param directory absolute
 * @param label what the setting is called, for the message
 * @throws JobFilesError when it cannot be made, or names are taken
 */
async function makeJobFilesDirectory(directory, label) {
    let foreign;
    try {
        await (0,local_output/* makeOutputDirectory */.Z4)(directory);
        foreign = await foreignFiles(directory);
    }
    catch (error) {
        throw new JobFilesError(`${label}: the directory ${directory} cannot be made: name one in a place that can be written to; nothing was done yet`, { cause: error });
    }
    if (foreign.length > 0)
        throw new JobFilesError(`${label}: ${taken(directory, foreign)}; nothing was done yet`);
}
function taken(directory, foreign) {
    return (`${directory} holds ${foreign.join(', ')}, which no earlier run wrote (its ${INDEX_NAME} does not name `
        + `${foreign.length === 1 ? 'it' : 'them'}): name an empty directory, or move ${foreign.length === 1 ? 'that file' : 'those files'} away`);
}
/**
 * Writes the files that start a job from a snapshot that is there. Files that the index of an earlier run
 * names are replaced, or removed where this snapshot has none of that name; others are left alone. While
 * {@link INDEX_NAME} is missing, the set is not complete; until it is there, {@link PENDING_NAME} says
 * which files are this program's.
 *
 * @param directory absolute
 * @returns whether there were any to write: a dry run, and a run that committed nothing, have none
 * @throws JobFilesError saying where the snapshot is
 */
async function writeJobFiles(report, directory) {
    if (report.outcome !== 'relocated' && report.outcome !== 'already-there')
        return false;
    const { snapshotPath } = report;
    try {
        await (0,local_output/* makeOutputDirectory */.Z4)(directory);
        const foreign = await foreignFiles(directory);
        if (foreign.length > 0)
            throw new JobFilesError(`the snapshot is at ${snapshotPath}, but ${taken(directory, foreign)}, and run again; nothing is copied again`);
        await replaceFiles(directory, jobFiles(report, Date.now()), snapshotPath);
        return true;
    }
    catch (error) {
        if (error instanceof JobFilesError)
            throw error;
        throw new JobFilesError(`the snapshot is at ${snapshotPath}, but its resume files could not be written to ${directory}: `
            + 'check that there is space and that it can be written to, and run again; nothing is copied again', { cause: error });
    }
}
async function replaceFiles(directory, files, snapshotPath) {
    const own = await ownFiles(directory);
    const written = new Set(files.map(({ name }) => name));
    const pending = {
        incomplete: true,
        snapshotPath,
        files: [...new Set([...own, ...written])].filter((name) => name !== PENDING_NAME),
    };
    await (0,local_output/* writeOutputFile */.BF)((0,external_node_path_.join)(directory, PENDING_NAME), `${JSON.stringify(pending, null, 2)}\n`);
    await (0,promises_.rm)((0,external_node_path_.join)(directory, INDEX_NAME), { force: true });
    for (const name of own)
        if (!written.has(name) && name !== PENDING_NAME)
            await (0,promises_.rm)((0,external_node_path_.join)(directory, name), { force: true });
    for (const { name, text } of files)
        await (0,local_output/* writeOutputFile */.BF)((0,external_node_path_.join)(directory, name), text);
    await (0,promises_.rm)((0,external_node_path_.join)(directory, PENDING_NAME), { force: true });
}


/***/ }),

/***/ 3137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K5: () => (/* binding */ checkpointNumber),
/* harmony export */   iI: () => (/* binding */ isCheckpointName),
/* harmony export */   vG: () => (/* binding */ isJobName)
/* harmony export */ });
/** As Flink's `AbstractFsCheckpointStorageAccess` names the directories of checkpoints. */
const CHECKPOINT = /^chk-(\d+)$/;
/** A job's id, as Flink names the directory of its checkpoints. */
const JOB = /^[0-9a-f]{32}$/;
/** The number in the name of a checkpoint's directory, a `long` of Java; `undefined` for any other name. */
function checkpointNumber(name) {
    const digits = CHECKPOINT.exec(name)?.[1];
    return digits === undefined ? undefined : BigInt(digits);
}
/** Whether Flink gives this name to the directory of a checkpoint: `chk-<number>`. */
function isCheckpointName(name) {
    return CHECKPOINT.test(name);
}
/** Whether Flink gives this name to the directory of a job's checkpoints: 32 hex digits. */
function isJobName(name) {
    return JOB.test(name);
}


/***/ }),

/***/ 7080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ LocationMap),
/* harmony export */   Q: () => (/* binding */ LocationSet)
/* harmony export */ });
/* harmony import */ var _location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);

/** Values by their location; equal locations meet, and S3's schemes are one. */
class LocationMap {
    /** Where in the two lists a location is, by store and path. */
    #stores = new Map();
    #keys = [];
    #values = [];
    /** The store that was used last: most often the next location is in the same one. */
    #last;
    get size() {
        return this.#keys.length;
    }
    get(location) {
        const row = this.#rowsOf(location).get(location.path);
        return row === undefined ? undefined : this.#values[row];
    }
    has(location) {
        return this.#rowsOf(location).has(location.path);
    }
    set(location, value) {
        const rows = this.#rowsOf(location);
        const row = rows.get(location.path) ?? this.#keys.push(location) - 1;
        rows.set(location.path, row);
        this.#values[row] = value;
    }
    /** Each as it came first, and in the order in which they came. */
    keys() {
        return this.#keys;
    }
    /** In the order of {@link keys}. */
    values() {
        return this.#values;
    }
    #rowsOf({ scheme, authority }) {
        if (this.#last?.scheme === scheme && this.#last.authority === authority)
            return this.#last.rows;
        const store = `${(0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isS3Scheme */ .Ib)(scheme) ? 's3' : scheme}://${authority}`;
        let rows = this.#stores.get(store);
        if (rows === undefined) {
            rows = new Map();
            this.#stores.set(store, rows);
        }
        this.#last = { scheme, authority, rows };
        return rows;
    }
}
/** A set of locations, as {@link LocationMap}. */
class LocationSet {
    #map = new LocationMap();
    constructor(locations = []) {
        for (const location of locations)
            this.add(location);
    }
    get size() {
        return this.#map.size;
    }
    add(location) {
        this.#map.set(location, true);
    }
    has(location) {
        return this.#map.has(location);
    }
    [Symbol.iterator]() {
        return this.#map.keys()[Symbol.iterator]();
    }
}


/***/ }),

/***/ 1875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ parseWrittenLocation),
/* harmony export */   Ib: () => (/* binding */ isS3Scheme),
/* harmony export */   It: () => (/* binding */ sameLocation),
/* harmony export */   JU: () => (/* binding */ isSpokenToByS3),
/* harmony export */   KA: () => (/* binding */ LocationError),
/* harmony export */   S5: () => (/* binding */ displayLocation),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   Tk: () => (/* binding */ isAccessPoint),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   Yx: () => (/* binding */ sameStore),
/* harmony export */   cu: () => (/* binding */ identityOf),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   iZ: () => (/* binding */ relativePath),
/* harmony export */   j$: () => (/* binding */ formatLocation),
/* harmony export */   s5: () => (/* binding */ resolveWithin),
/* harmony export */   zS: () => (/* binding */ parseLocation)
/* harmony export */ });
/** A text that is no usable location. The message is a sentence that names the text. */
class LocationError extends Error {
    name = 'LocationError';
}
const S3_SCHEMES = new Set(['s3', 's3a', 's3p', 's3n']);
/**
 * Whether the scheme is one of Flink's names for S3: `s3`, `s3a`, `s3p` (presto plugin), `s3n` (old
 * Hadoop).
 */
function isS3Scheme(scheme) {
    return S3_SCHEMES.has(scheme);
}
/**
 * Schemes of stores of other makers that speak S3 as well: Google's, Alibaba's, Tencent's, Huawei's,
 * Volcengine's. Each is a family of its own: a bucket of one is not the bucket of that name of another.
 */
const OTHER_SCHEMES = new Set(['gs', 'oss', 'cosn', 'cos', 'obs', 'tos']);
/**
 * Whether the store of the scheme is spoken to by S3: one of S3's own names, or of a store that speaks it
 * too.
 */
function isSpokenToByS3(scheme) {
    return isS3Scheme(scheme) || OTHER_SCHEMES.has(scheme);
}
/** Whether both schemes lead to the same store: equal, or both S3. */
function sameStore(a, b) {
    return a === b || (isS3Scheme(a) && isS3Scheme(b));
}
const WINDOWS_DRIVE = /^\/?[A-Za-z]:[\\/]/;
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
/**
 * Reads a URI, or an absolute local path, that a person gave: as {@link parseWrittenLocation}, with
 * surrounding white space trimmed.
 *
 * @throws LocationError for an empty text, a relative path, or one that climbs above the root.
 */
function parseLocation(text) {
    return parseWrittenLocation(text.trim());
}
/**
 * Reads a URI, or an absolute local path, as it stands in `_metadata`, by the rules of Flink's `Path`: `\`
 * is `/`, `//` collapsed, `.` and `..` resolved, trailing slash dropped, nothing percent-decoded. Nothing
 * is trimmed: white space at the end is part of a name.
 *
 * @throws LocationError for an empty text, a relative path, or one that climbs above the root.
 */
function parseWrittenLocation(text) {
    if (text === '')
        throw new LocationError('an empty text is no location');
    let scheme = 'file';
    let authority = '';
    let rest = text;
    if (!WINDOWS_DRIVE.test(text)) {
        const match = SCHEME.exec(text);
        if (match?.[1] !== undefined) {
            scheme = match[1].toLowerCase();
            rest = text.slice(match[0].length);
            if (rest.startsWith('//arn:') && isS3Scheme(scheme))
                [authority, rest] = accessPointIn(rest, text);
            else if (rest.startsWith('//')) {
                const end = rest.indexOf('/', 2);
                authority = end < 0 ? rest.slice(2) : rest.slice(2, end);
                rest = end < 0 ? '/' : rest.slice(end);
            }
        }
    }
    if (authority === '' && isSpokenToByS3(scheme)) {
        throw new LocationError(`${JSON.stringify(text)} names no bucket: write it as ${scheme}://bucket/path`);
    }
    return { scheme, authority, path: normalisePath(rest, text) };
}
/**
 * An absolute path in which nothing has to be changed: neither `\`, nor empty and dot segments, nor a slash
 * at the end.
 */
const NORMAL_PATH = /^(?!.*\/(?:\.{0,2}(?:\/|$)))\/[^\\]+$/s;
function normalisePath(path, text) {
    if (NORMAL_PATH.test(path))
        return path;
    const quoted = JSON.stringify(text);
    const slashed = WINDOWS_DRIVE.test(path) && !path.startsWith('/') ? `/${path}` : path;
    const unified = slashed.replaceAll('\\', '/');
    if (!unified.startsWith('/')) {
        throw new LocationError(`${quoted} ${relativeSentence(text)}`);
    }
    // The empty text before the first slash: a join is a text of its own, a slash put before it would hang on
    // to both.
    const segments = [''];
    for (const segment of unified.split('/')) {
        if (segment === '' || segment === '.')
            continue;
        if (segment !== '..')
            segments.push(segment);
        else if (segments.length > 1)
            segments.pop();
        else
            throw new LocationError(`${quoted} climbs above the root with '..'`);
    }
    return segments.length === 1 ? '/' : segments.join('/');
}
/** The ARN of an access point; before its name may stand a slash or a colon. */
const ACCESS_POINT = /^(arn:[a-z0-9-]+:s3:[a-z0-9-]+:[0-9]{12}:accesspoint)[:/]([a-z0-9-]{3,50})(?=\/|$)/;
/** @param rest the text behind the scheme. @throws LocationError for what other ARNs name */
function accessPointIn(rest, text) {
    const [whole = '', head = '', name = ''] = ACCESS_POINT.exec(rest.slice(2)) ?? [];
    if (whole !== '')
        return [`${head}/${name}`, rest.slice(2 + whole.length) || '/'];
    const named = S3_ARN.exec(rest.slice(2))?.[1];
    throw new LocationError(`${JSON.stringify(text)} has an ARN for its bucket that names no access point in a region: `
        + (named === undefined ? 'write s3://bucket/path' : `write s3://${named}`));
}
/** Whether the bucket is an access point by its ARN: nothing that Flink could read. */
function isAccessPoint({ authority }) {
    return authority.startsWith('arn:');
}
/**
 * S3's names of buckets and objects for IAM (`arn:aws:s3:::bucket/key`); of access points there are others.
 */
const S3_ARN = /^arn:[a-z-]+:s3:::(\S+)$/;
function relativeSentence(text) {
    const named = S3_ARN.exec(text)?.[1];
    if (named !== undefined)
        return `is an ARN, which is no path: it is written s3://${named} here`;
    if (ACCESS_POINT.test(text))
        return `is an ARN, which is no path: write s3://${text} to read there, or the access point's alias as the bucket`;
    if (/^arn:[a-z-]+:/.test(text))
        return 'is an ARN, which is no path: write s3://bucket/path, for an access point with its alias as the bucket';
    const forgotten = /^[a-z0-9][a-z0-9.-]+\/\S+$/.test(text) ? `, such as s3://${text}` : '';
    return `is a relative path: give an absolute path or a URI with a scheme${forgotten}`;
}
/** The text that Flink writes for this location (`Path.toString()`), optionally under another scheme. */
function formatLocation(location, scheme = location.scheme) {
    const authority = location.authority === '' ? '' : `//${location.authority}`;
    return `${scheme}:${authority}${location.path}`;
}
/** Text for people and error messages: as {@link formatLocation}, but local files as plain paths. */
function displayLocation(location) {
    return location.scheme === 'file' && location.authority === '' ? location.path : formatLocation(location);
}
/** The S3 key, or any path without its leading slash; empty for the root. */
function keyOf(location) {
    return location.path.slice(1);
}
/** The last segment of the path; empty for the root. */
function nameOf(location) {
    return location.path.slice(location.path.lastIndexOf('/') + 1);
}
/** The directory that holds the location, `undefined` for the root. */
function parentOf(location) {
    if (location.path === '/')
        return undefined;
    const end = location.path.lastIndexOf('/');
    return { ...location, path: end === 0 ? '/' : location.path.slice(0, end) };
}
/**
 * A location below `directory`. `relative` is a relative path in Flink's form; it is normalised.
 *
 * @throws LocationError where `relative` is empty, absolute, or leads out of `directory`.
 */
function resolveWithin(directory, relative) {
    const refused = () => new LocationError(`${JSON.stringify(relative)} is no path inside ${displayLocation(directory)}`);
    if (relative.trim() === '' || /^[\\/]/.test(relative))
        throw refused();
    const path = normalisePath(`/${relative}`, relative);
    if (path === '/')
        throw refused();
    return { ...directory, path: directory.path === '/' ? path : directory.path + path };
}
/** Whether both name the same place; `s3`, `s3a`, `s3p` and `s3n` count as one scheme. */
function sameLocation(a, b) {
    return a.path === b.path && a.authority === b.authority && sameStore(a.scheme, b.scheme);
}
/**
 * Whether the location is `directory` itself or lies below it, on segment boundaries and over S3's schemes.
 */
function isWithin(location, directory) {
    if (location.authority !== directory.authority || !sameStore(location.scheme, directory.scheme))
        return false;
    if (directory.path === '/' || location.path === directory.path)
        return true;
    return (location.path.length > directory.path.length
        && location.path.charCodeAt(directory.path.length) === 0x2f
        && location.path.startsWith(directory.path));
}
/**
 * The path from `directory` to the location, without leading slash (empty for itself), `undefined` when
 * outside.
 */
function relativePath(location, directory) {
    if (!isWithin(location, directory))
        return undefined;
    return location.path.slice(directory.path === '/' ? 1 : directory.path.length + 1);
}
/** A key under which equal locations meet in a `Map`: S3's schemes are one. */
function identityOf(location) {
    return formatLocation(location, isS3Scheme(location.scheme) ? 's3' : location.scheme);
}


/***/ }),

/***/ 2728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parsePathMap),
/* harmony export */   y: () => (/* binding */ applyPathMap)
/* harmony export */ });
/* harmony import */ var _location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);

/**
 * Reads the lines `old-prefix => new-prefix` of a `path-map`. Blank lines and lines that start with `#` count
 * as none.
 *
 * @throws LocationError naming the line where it is no rule, a side is no location, or an old prefix stands
 * twice.
 */
function parsePathMap(text) {
    const rules = [];
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
        const line = raw.trim();
        if (line === '' || line.startsWith('#'))
            continue;
        const rule = parseRule(line, index + 1);
        const from = (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(rule.from);
        if (rules.some((other) => (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(other.from) === from)) {
            throw new _location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA(`line ${index + 1} maps ${from} a second time: keep one rule for each old prefix`);
        }
        rules.push(rule);
    }
    return rules;
}
function parseRule(line, number) {
    const sides = line.split(/\s=>\s/);
    if (sides.length !== 2) {
        throw new _location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA(`line ${number} is no rule: ${JSON.stringify(line)}; write it as old-prefix => new-prefix`);
    }
    const [from, to] = sides;
    try {
        return { from: (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(from), to: (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(to) };
    }
    catch (error) {
        if (!(error instanceof _location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA))
            throw error;
        throw new _location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA(`line ${number}: ${error.message}`, { cause: error });
    }
}
/**
 * Where the longest matching rule puts the location, `undefined` where no rule matches. Prefixes match on
 * segment boundaries (`/a/savepoint-1` is no prefix of `/a/savepoint-10`).
 */
function applyPathMap(rules, location) {
    let best;
    for (const rule of rules) {
        if (!(0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, rule.from))
            continue;
        if (best === undefined || rule.from.path.length > best.from.path.length)
            best = rule;
    }
    if (best === undefined)
        return undefined;
    const rest = (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .relativePath */ .iZ)(location, best.from) ?? '';
    if (rest === '')
        return best.to;
    return { ...best.to, path: best.to.path === '/' ? `/${rest}` : `${best.to.path}/${rest}` };
}


/***/ }),

/***/ 6673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LT: () => (/* binding */ UnsupportedMetadataError),
/* harmony export */   Lk: () => (/* binding */ MetadataFormatError),
/* harmony export */   wA: () => (/* binding */ MetadataRewriteError)
/* harmony export */ });
/**
 * The bytes are no `_metadata`, or a broken one. The message names the byte offset, what was expected and
 * what was found; it does not name the file, which only the caller knows.
 */
class MetadataFormatError extends Error {
    name = 'MetadataFormatError';
    /** Byte offset in the file at which the reader could not go on. */
    offset;
    constructor(message, offset, options) {
        super(message, options);
        this.offset = offset;
    }
}
/** A `_metadata` that this codec knows by name and refuses. The message says what to do. */
class UnsupportedMetadataError extends Error {
    name = 'UnsupportedMetadataError';
    reason;
    /** The metadata version that the file states. */
    version;
    constructor(message, reason, version) {
        super(message);
        this.reason = reason;
        this.version = version;
    }
}
/**
 * A path cannot be written into `_metadata`. The message names the path as it stands and what it would
 * become.
 */
class MetadataRewriteError extends Error {
    name = 'MetadataRewriteError';
    /** The path as it stands in the file. */
    path;
    constructor(message, path) {
        super(message);
        this.path = path;
    }
}


/***/ }),

/***/ 6725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ MAX_TEXT_BYTES),
/* harmony export */   ER: () => (/* binding */ isAscii),
/* harmony export */   Xe: () => (/* binding */ encodeModifiedUtf8),
/* harmony export */   bS: () => (/* binding */ asBuffer),
/* harmony export */   pi: () => (/* binding */ modifiedUtf8Length),
/* harmony export */   vQ: () => (/* binding */ decodeModifiedUtf8),
/* harmony export */   xk: () => (/* binding */ MalformedTextError)
/* harmony export */ });
/**
 * What Java's `DataOutput.writeUTF` can hold: the length in front of the text is an unsigned 16-bit number.
 */
const MAX_TEXT_BYTES = 0xffff;
/** The bytes are no modified UTF-8; `offset` is that of the first byte that cannot stand where it stands. */
class MalformedTextError extends Error {
    name = 'MalformedTextError';
    offset;
    constructor(offset) {
        super(`malformed modified UTF-8 at byte ${offset}`);
        this.offset = offset;
    }
}
/** Below this, a call of `String.fromCharCode` per chunk stays within the engine's limit on arguments. */
const CHUNK_UNITS = 8192;
/**
 * The text in `bytes[start, end)`, as Java's `readUTF` reads it: NUL may be `C0 80`, and every UTF-16 unit
 * stands for itself, so a character outside the BMP is two three-byte sequences and a lone surrogate is one.
 *
 * @throws MalformedTextError where `readUTF` would throw.
 */
function decodeModifiedUtf8(bytes, start, end) {
    // Nearly every text of a real file is ASCII, and a file has hundreds of thousands: this path has to be
    // native.
    if (isAscii(bytes, start, end))
        return bytes.toString('latin1', start, end);
    const units = [];
    let text = '';
    let at = start;
    while (at < end) {
        const first = bytes[at] ?? 0;
        const length = sequenceLength(first);
        if (length === 0 || at + length > end)
            throw new MalformedTextError(at);
        units.push(decodeSequence(bytes, at, length));
        at += length;
        if (units.length >= CHUNK_UNITS)
            text += String.fromCharCode(...units.splice(0));
    }
    return text + String.fromCharCode(...units);
}
/** Whether each byte stands for itself. */
function isAscii(bytes, start, end) {
    let bits = 0;
    for (let at = start; at < end; at++)
        bits |= bytes[at] ?? 0;
    return bits < 0x80;
}
/** Bytes of a sequence by its first byte, 0 where none may start so. */
function sequenceLength(first) {
    if (first < 0x80)
        return 1;
    if (first >= 0xc0 && first < 0xe0)
        return 2;
    return first >= 0xe0 && first < 0xf0 ? 3 : 0;
}
function decodeSequence(bytes, at, length) {
    const first = bytes[at] ?? 0;
    if (length === 1)
        return first;
    const second = continuation(bytes, at + 1);
    if (length === 2)
        return ((first & 0x1f) << 6) | second;
    return ((first & 0x0f) << 12) | (second << 6) | continuation(bytes, at + 2);
}
function continuation(bytes, at) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80)
        throw new MalformedTextError(at);
    return byte & 0x3f;
}
/** Bytes that the text takes in modified UTF-8, without the length in front. */
function modifiedUtf8Length(text) {
    // Two native looks at the text take less time than one loop over its units.
    if (Buffer.byteLength(text, 'utf8') === text.length && !text.includes('\0'))
        return text.length;
    let length = text.length;
    for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        if (unit >= 0x800)
            length += 2;
        else if (unit >= 0x80 || unit === 0)
            length++;
    }
    return length;
}
/**
 * Writes the text at `offset`, without a length in front. `length` is what {@link modifiedUtf8Length} gives;
 * the room must be there.
 */
function encodeModifiedUtf8(text, length, target, offset) {
    // One byte for each unit: plain ASCII without NUL.
    if (length === text.length)
        target.write(text, offset, length, 'latin1');
    else
        encodeUnits(text, target, offset);
}
function encodeUnits(text, target, offset) {
    let at = offset;
    for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        if (unit < 0x80 && unit !== 0) {
            target[at++] = unit;
        }
        else if (unit < 0x800) {
            target[at++] = 0xc0 | (unit >> 6);
            target[at++] = 0x80 | (unit & 0x3f);
        }
        else {
            target[at++] = 0xe0 | (unit >> 12);
            target[at++] = 0x80 | ((unit >> 6) & 0x3f);
            target[at++] = 0x80 | (unit & 0x3f);
        }
    }
}
/** The same memory under the type whose text methods are native. */
function asBuffer(bytes) {
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}


/***/ }),

/***/ 731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ parseMetadata)
});

// EXTERNAL MODULE: ./build/metadata/errors.js
var errors = __webpack_require__(6673);
// EXTERNAL MODULE: ./build/metadata/modified-utf8.js
var modified_utf8 = __webpack_require__(6725);
;// CONCATENATED MODULE: ./build/metadata/cursor.js


const TWO_TO_32 = 0x1_0000_0000;
/**
 * A place in the bytes of a `_metadata`. Every step forward is checked against the bytes that remain, so no
 * length that the file states is believed before anything is done with it. `what` is the noun of the error
 * sentence.
 */
class Cursor {
    bytes;
    /** Byte offset of the next read. */
    position = 0;
    #view;
    constructor(bytes) {
        this.bytes = (0,modified_utf8/* asBuffer */.bS)(bytes);
        this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    get remaining() {
        return this.bytes.length - this.position;
    }
    /** An unsigned byte. */
    byte(what) {
        this.#need(1, what);
        return this.#view.getUint8(this.position++);
    }
    /** The next byte without going forward, `undefined` at the end. */
    peek() {
        return this.bytes[this.position];
    }
    /** An unsigned 16-bit number. */
    short(what) {
        this.#need(2, what);
        const value = this.#view.getUint16(this.position);
        this.position += 2;
        return value;
    }
    /** A Java `int`. */
    int(what) {
        this.#need(4, what);
        const value = this.#view.getInt32(this.position);
        this.position += 4;
        return value;
    }
    /** A Java `long` that a number holds exactly: sizes and offsets in files, which are far below 2^53. */
    long(what) {
        this.#need(8, what);
        const value = this.#view.getInt32(this.position) * TWO_TO_32 + this.#view.getUint32(this.position + 4);
        if (!Number.isSafeInteger(value)) {
            throw this.broken(`${what}, a number between -2^53 and 2^53`, String(this.#view.getBigInt64(this.position)));
        }
        this.position += 8;
        return value;
    }
    /** A Java `long` in full. */
    bigLong(what) {
        this.#need(8, what);
        const value = this.#view.getBigInt64(this.position);
        this.position += 8;
        return value;
    }
    /** A size in bytes, at least `least` (which is -1 where Flink writes that for "unknown"). */
    size(what, least) {
        const value = this.long(what);
        if (value < least)
            throw this.broken(`${what} of ${least} or more`, String(value), this.position - 8);
        return value;
    }
    /**
     * How many items follow, each of `itemBytes` bytes or more: more than fit into the rest of the file is an
     * error.
     */
    count(what, itemBytes) {
        const value = this.int(what);
        if (value >= 0 && value * itemBytes <= this.remaining)
            return value;
        const most = Math.floor(this.remaining / itemBytes);
        throw this.broken(`${what} between 0 and ${most} (what fits into the rest of the file)`, String(value), this.position - 4);
    }
    skip(length, what) {
        this.#need(length, what);
        this.position += length;
    }
    /** Steps over a text as Java's `writeUTF` writes it. */
    skipText(what) {
        this.skip(this.short(what), what);
    }
    /** A text as Java's `writeUTF` writes it. */
    text(what) {
        const length = this.short(what);
        this.#need(length, what);
        const text = this.#decoded(length, what);
        this.position += length;
        return text;
    }
    /** Steps over a text, which {@link text} could read. Whether it is plain ASCII. */
    checkText(what) {
        const length = this.short(what);
        this.#need(length, what);
        const ascii = (0,modified_utf8/* isAscii */.ER)(this.bytes, this.position, this.position + length);
        if (!ascii)
            this.#decoded(length, what);
        this.position += length;
        return ascii;
    }
    #decoded(length, what) {
        try {
            return (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, this.position, this.position + length);
        }
        catch (error) {
            if (!(error instanceof modified_utf8/* MalformedTextError */.xk))
                throw error;
            const found = `byte 0x${hex(this.bytes[error.offset] ?? 0)}`;
            throw this.broken(`${what} in modified UTF-8`, found, error.offset);
        }
    }
    /** An error at `offset` (here, when none is given) in the one form that all of them have. */
    broken(expected, found, offset = this.position) {
        return new errors/* MetadataFormatError */.Lk(`the metadata is broken at byte ${offset}: expected ${expected}, found ${found}`, offset);
    }
    #need(length, what) {
        if (length <= this.bytes.length - this.position)
            return;
        throw this.broken(`${what} (${length} bytes)`, `the end of the file after ${this.remaining}`);
    }
}
/** Two hex digits. */
function hex(byte) {
    return byte.toString(16).padStart(2, '0');
}

;// CONCATENATED MODULE: ./build/metadata/identify.js

/** The first four bytes of every `_metadata` since Flink 1.1. */
const METADATA_MAGIC = 0x4960672d;
const SIGNATURES = [
    [[0x1f, 0x8b], 'gzip: unpack it first'],
    [[0x50, 0x4b, 0x03, 0x04], 'a zip archive: unpack it first'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'zstd: unpack it first'],
    [[0x42, 0x5a, 0x68], 'bzip2: unpack it first'],
    [[0xac, 0xed, 0x00, 0x05], 'a Java-serialised object, not the metadata of a savepoint'],
    [[0, 0, 0, 0], 'zeros: a copy that was never filled; fetch the file again'],
];
/**
 * What bytes without the magic number look like, for the error sentence: often it is the server's error page
 * that was saved in place of the file, or a packed copy.
 */
function describeForeignBytes(bytes) {
    if (bytes.length === 0)
        return 'an empty file';
    const start = [...bytes.subarray(0, 4)].map(hex).join(' ');
    const looksLike = guess(bytes);
    return looksLike === undefined ? `bytes ${start}` : `bytes ${start}, which look like ${looksLike}`;
}
function guess(bytes) {
    for (const [prefix, looksLike] of SIGNATURES) {
        if (bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte))
            return looksLike;
    }
    if (bytes.length < 4)
        return undefined;
    const text = printableStart(bytes);
    if (text === undefined)
        return undefined;
    if (/^<(!doctype html|html)/i.test(text))
        return 'an HTML page, such as an error page saved in place of the file';
    if (text.startsWith('<')) {
        const code = /<Code>([A-Za-z]+)<\/Code>/.exec(text)?.[1];
        return code === undefined
            ? 'an XML document, such as an error answer saved in place of the file'
            : `an S3 error answer (${code}) saved in place of the file`;
    }
    if (/^[{[]/.test(text))
        return 'a JSON document, such as an error answer saved in place of the file';
    return 'text';
}
/**
 * The first bytes as trimmed text, where all of them are printable ASCII or part of a longer UTF-8 sequence.
 */
function printableStart(bytes) {
    const start = bytes.subarray(0, 512);
    if (start.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d))
        return undefined;
    return String.fromCharCode(...start)
        .replace(/^\u00ef\u00bb\u00bf/, '')
        .trimStart();
}

;// CONCATENATED MODULE: ./build/metadata/java-object.js
/** Type codes, flags and the first handle of the Java Object Serialization Stream Protocol, version 5. */
const NULL = 0x70;
const REFERENCE = 0x71;
const CLASS_DESCRIPTION = 0x72;
const OBJECT = 0x73;
const STRING = 0x74;
const ARRAY = 0x75;
const BLOCK_DATA = 0x77;
const END_OF_BLOCK = 0x78;
const LONG_BLOCK_DATA = 0x7a;
const LONG_STRING = 0x7c;
const ENUM = 0x7e;
const HAS_WRITE_METHOD = 0x01;
const SERIALIZABLE = 0x02;
const FIRST_HANDLE = 0x7e0000;
const MAX_DEPTH = 32;
const PRIMITIVE_BYTES = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 };
/** Steps over one serialised object with its stream header. */
function readJavaObject(cursor) {
    const header = cursor.int('the header of a Java-serialised object');
    if (header >>> 0 !== 0xaced0005) {
        throw cursor.broken('the header of a Java-serialised object (aced0005)', (header >>> 0).toString(16).padStart(8, '0'), cursor.position - 4);
    }
    const walk = { cursor, handles: [], classes: new Set(), constants: new Set() };
    readContent(walk, 0);
    return walk;
}
/** One value; the text when it is a string. */
function readContent(walk, depth) {
    const { cursor } = walk;
    const code = cursor.byte('a Java object');
    if (depth > MAX_DEPTH)
        throw cursor.broken(`Java objects nested up to ${MAX_DEPTH} deep`, 'one more', cursor.position - 1);
    switch (code) {
        case NULL:
            return undefined;
        case REFERENCE: {
            const target = readBackReference(walk);
            return typeof target === 'string' ? target : undefined;
        }
        case OBJECT:
            readObject(walk, depth);
            return undefined;
        case ENUM:
            readEnum(walk, depth);
            return undefined;
        case ARRAY:
            readArray(walk, depth);
            return undefined;
        case STRING: {
            const text = cursor.text('a Java string');
            walk.handles.push(text);
            return text;
        }
        case LONG_STRING:
            walk.handles.push(undefined);
            cursor.skip(cursor.size('the length of a Java string', 0), 'a Java string');
            return undefined;
        case BLOCK_DATA:
            cursor.skip(cursor.byte('the length of Java block data'), 'Java block data');
            return undefined;
        case LONG_BLOCK_DATA:
            cursor.skip(cursor.count('a length of Java block data', 1), 'Java block data');
            return undefined;
        default:
            throw cursor.broken('a Java object', `type code 0x${code.toString(16)}`, cursor.position - 1);
    }
}
function readBackReference(walk) {
    const index = walk.cursor.int('a Java back reference') - FIRST_HANDLE;
    if (index >= 0 && index < walk.handles.length)
        return walk.handles[index];
    throw walk.cursor.broken(`a Java back reference below ${walk.handles.length}`, String(index), walk.cursor.position - 4);
}
function readObject(walk, depth) {
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    // The data of the topmost parent comes first.
    const hierarchy = [];
    for (let one = description; one !== undefined; one = one.parent) {
        if (hierarchy.length > MAX_DEPTH)
            throw walk.cursor.broken('a Java class with few parents', 'an endless chain');
        hierarchy.unshift(one);
    }
    for (const one of hierarchy) {
        if ((one.flags & SERIALIZABLE) === 0) {
            throw walk.cursor.broken('a serialisable Java class', `${one.name} with flags ${one.flags}`);
        }
        walk.cursor.skip(one.primitiveBytes, 'the fields of a Java object');
        for (let field = 0; field < one.objectFields; field++)
            readContent(walk, depth + 1);
        if ((one.flags & HAS_WRITE_METHOD) !== 0)
            readAnnotation(walk, depth);
    }
}
function readEnum(walk, depth) {
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    const constant = readContent(walk, depth + 1);
    if (description === undefined || constant === undefined)
        return;
    walk.constants.add(`${description.name}#${constant}`);
}
function readArray(walk, depth) {
    const { cursor } = walk;
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    const element = description?.name.charAt(1) ?? '';
    const bytes = PRIMITIVE_BYTES[element];
    const count = cursor.count('a number of elements of a Java array', bytes ?? 1);
    if (bytes !== undefined)
        cursor.skip(count * bytes, 'a Java array');
    else
        for (let index = 0; index < count; index++)
            readContent(walk, depth + 1);
}
function readClassDescription(walk, depth) {
    const { cursor } = walk;
    if (depth > MAX_DEPTH)
        throw cursor.broken(`Java classes nested up to ${MAX_DEPTH} deep`, 'one more');
    const code = cursor.byte('a Java class description');
    if (code === NULL)
        return undefined;
    if (code === REFERENCE) {
        const target = readBackReference(walk);
        if (typeof target === 'object')
            return target;
        throw cursor.broken('a reference to a Java class description', 'one to something else', cursor.position - 4);
    }
    if (code !== CLASS_DESCRIPTION) {
        throw cursor.broken('a Java class description', `type code 0x${code.toString(16)}`, cursor.position - 1);
    }
    const name = cursor.text('the name of a Java class');
    cursor.skip(8, 'the version of a Java class');
    const description = {
        name,
        flags: 0,
        primitiveBytes: 0,
        objectFields: 0,
        parent: undefined,
    };
    walk.handles.push(description);
    walk.classes.add(name);
    description.flags = cursor.byte('the flags of a Java class');
    readFields(walk, description, depth);
    readAnnotation(walk, depth);
    description.parent = readClassDescription(walk, depth + 1);
    return description;
}
function readFields(walk, description, depth) {
    const { cursor } = walk;
    const count = cursor.short('the number of fields of a Java class');
    for (let field = 0; field < count; field++) {
        const type = String.fromCharCode(cursor.byte('the type of a Java field'));
        cursor.skipText('the name of a Java field');
        const bytes = PRIMITIVE_BYTES[type];
        if (bytes !== undefined) {
            description.primitiveBytes += bytes;
        }
        else if (type === 'L' || type === '[') {
            description.objectFields++;
            readContent(walk, depth + 1);
        }
        else {
            throw cursor.broken('the type of a Java field', JSON.stringify(type));
        }
    }
}
/** Whatever a class writes of its own accord, up to the end mark. */
function readAnnotation(walk, depth) {
    while (walk.cursor.peek() !== END_OF_BLOCK)
        readContent(walk, depth + 1);
    walk.cursor.skip(1, 'the end of Java block data');
}

;// CONCATENATED MODULE: ./build/metadata/operator-states.js

/**
 * How Flink hands the entries of an operator state out at a restore: `split` among the subtasks, `union` all
 * to each, `broadcast` one copy to each. In the order of `OperatorStateHandle.Mode`, whose ordinal is
 * written.
 */
const DISTRIBUTION_MODES = ['split', 'union', 'broadcast'];
const FIRST_ROWS = 16;
const MERGED = 17;
const RAW = 0x8000_0000;
/**
 * The handles of operator state of one file, as the places where they stand in the bytes: twelve bytes each,
 * for a large job has hundreds of thousands. What one holds is read again when somebody asks for it.
 */
class OperatorStateTable {
    #bytes;
    #rows = 0;
    #positions = new Uint32Array(FIRST_ROWS);
    #operators = new Uint32Array(FIRST_ROWS);
    /** The subtask, with a bit for raw state. */
    #subtasks = new Uint32Array(FIRST_ROWS);
    /** Operator and place, in turns. */
    #coordinators = [];
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** Adds a handle that was walked and found right; `position` is that of its code. */
    add(position, operator, subtask, raw) {
        const row = this.#rows++;
        if (row === this.#positions.length) {
            this.#positions = grown(this.#positions);
            this.#operators = grown(this.#operators);
            this.#subtasks = grown(this.#subtasks);
        }
        this.#positions[row] = position;
        this.#operators[row] = operator;
        this.#subtasks[row] = raw ? subtask + RAW : subtask;
    }
    /** Adds the state of an operator's coordinator; `position` is that of its handle's code. */
    addCoordinator(position, operator) {
        this.#coordinators.push(operator, position);
    }
    /** Every handle, in the order of the file. */
    *handles() {
        for (let row = 0; row < this.#rows; row++)
            yield this.#handle(row);
    }
    /** The state of every coordinator that has some, in the order of the file. */
    *coordinators() {
        for (let at = 0; at < this.#coordinators.length; at += 2) {
            const stream = readStream(this.#cursorAt(this.#coordinators[at + 1] ?? 0));
            if (stream !== undefined)
                yield { operator: this.#coordinators[at] ?? 0, stream };
        }
    }
    #handle(row) {
        const cursor = this.#cursorAt(this.#positions[row] ?? 0);
        const marked = this.#subtasks[row] ?? 0;
        const raw = marked >= RAW;
        const code = cursor.byte('a handle of operator state');
        const states = readStates(cursor);
        if (code === MERGED) {
            cursor.skipText('the task-owned directory');
            cursor.skipText('the shared directory');
            cursor.byte('the mark of an empty state');
        }
        return {
            operator: this.#operators[row] ?? 0,
            subtask: raw ? marked - RAW : marked,
            raw,
            states,
            stream: readStream(cursor),
        };
    }
    #cursorAt(position) {
        const cursor = new Cursor(this.#bytes);
        cursor.position = position;
        return cursor;
    }
}
function grown(column) {
    const larger = new Uint32Array(column.length * 2);
    larger.set(column);
    return larger;
}
function readStates(cursor) {
    const count = cursor.count('a number of operator states', 1);
    const states = [];
    for (let index = 0; index < count; index++) {
        const name = cursor.text('the name of an operator state');
        const mode = DISTRIBUTION_MODES[cursor.byte('the distribution mode of an operator state')] ?? 'split';
        const entries = cursor.count('a number of offsets of an operator state', 8);
        const { bytes, position } = cursor;
        cursor.skip(entries * 8, 'the offsets of an operator state');
        // An offset beyond 2^53, which no file has, comes out nearly right, and is beyond any file all the same.
        const offsetAt = (index) => Number(bytes.readBigInt64BE(position + index * 8));
        states.push({ name, mode, entries, offsetAt });
    }
    return states;
}
/** The stream handle here, which was walked before; what stands around it is of no account. */
function readStream(cursor) {
    for (;;) {
        switch (cursor.byte('a stream handle')) {
            case 1: {
                cursor.skipText('the name of an in-line state');
                const length = cursor.count('a number of bytes of in-line state', 1);
                return { kind: 'inline', bytes: cursor.bytes.subarray(cursor.position, cursor.position + length) };
            }
            case 2: {
                const sizeBytes = cursor.size('the size of a file', -1);
                return { kind: 'file', path: cursor.text('the path of a file'), startBytes: 0, sizeBytes };
            }
            case 3: {
                cursor.int('the first key group');
                cursor.skip(cursor.count('a number of key groups', 8) * 8, 'the offsets of key groups');
                break;
            }
            case 6: {
                const path = cursor.text('the name of a relative file');
                return {
                    kind: 'relative',
                    path,
                    startBytes: 0,
                    sizeBytes: cursor.size('the size of a relative file', -1),
                };
            }
            case 15: {
                const startBytes = cursor.size('the start of a file segment', 0);
                const sizeBytes = cursor.size('the size of a file segment', 0);
                cursor.int('the scope of a file segment');
                return { kind: 'segment', path: cursor.text('the path of a file segment'), startBytes, sizeBytes };
            }
            default:
                return undefined;
        }
    }
}

;// CONCATENATED MODULE: ./build/metadata/reference-table.js

const KINDS = ['file', 'relative', 'segment', 'directory'];
const KIND_BITS = 0b11;
const INCREMENTAL = 0b100;
const CHANGELOG = 0b1000;
/** The path is plain ASCII. */
const ASCII = 0b10000;
const reference_table_FIRST_ROWS = 64;
/**
 * The references of one file in columns, their paths left where they stand in the bytes. A large file has
 * hundreds of thousands: as objects with their texts they would take several times the file.
 */
class ReferenceTable {
    references = [];
    #bytes;
    #offsets = new Uint32Array(reference_table_FIRST_ROWS);
    #operators = new Uint32Array(reference_table_FIRST_ROWS);
    #subtasks = new Int32Array(reference_table_FIRST_ROWS);
    #objectBytes = new Float64Array(reference_table_FIRST_ROWS);
    #statesBytes = new Float64Array(reference_table_FIRST_ROWS);
    #flags = new Uint8Array(reference_table_FIRST_ROWS);
    /** The path that was asked for last: whoever looks at one mostly looks at it again. */
    #lastRow = -1;
    #lastPath = '';
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** Adds a reference whose text was checked; `offset` is that of the text's length prefix. */
    add(kind, offset, ascii, objectBytes, stateBytes, operator, subtask, incremental, changelog) {
        const row = this.references.length;
        if (row === this.#offsets.length)
            this.#grow(row * 2);
        this.#offsets[row] = offset;
        this.#operators[row] = operator;
        this.#subtasks[row] = subtask;
        this.#objectBytes[row] = objectBytes;
        this.#statesBytes[row] = stateBytes;
        this.#flags[row] =
            KINDS.indexOf(kind)
                | (incremental ? INCREMENTAL : 0)
                | (changelog ? CHANGELOG : 0)
                | (ascii ? ASCII : 0);
        this.references.push(new TableReference(this, row));
    }
    path(row) {
        if (row !== this.#lastRow) {
            const start = this.offset(row) + 2;
            const end = start + this.byteLength(row);
            const ascii = ((this.#flags[row] ?? 0) & ASCII) !== 0;
            this.#lastPath = ascii
                ? this.#bytes.toString('latin1', start, end)
                : (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.#bytes, start, end);
            this.#lastRow = row;
        }
        return this.#lastPath;
    }
    offset(row) {
        return this.#offsets[row] ?? 0;
    }
    byteLength(row) {
        const offset = this.offset(row);
        return ((this.#bytes[offset] ?? 0) << 8) | (this.#bytes[offset + 1] ?? 0);
    }
    kind(row) {
        return KINDS[(this.#flags[row] ?? 0) & KIND_BITS] ?? 'file';
    }
    /** -1 for unknown. */
    sizeBytes(row) {
        return this.#objectBytes[row] ?? 0;
    }
    stateBytes(row) {
        return this.#statesBytes[row] ?? 0;
    }
    operator(row) {
        return this.#operators[row] ?? 0;
    }
    subtask(row) {
        return this.#subtasks[row] ?? -1;
    }
    incremental(row) {
        return ((this.#flags[row] ?? 0) & INCREMENTAL) !== 0;
    }
    changelog(row) {
        return ((this.#flags[row] ?? 0) & CHANGELOG) !== 0;
    }
    #grow(rows) {
        this.#offsets = copied(this.#offsets, new Uint32Array(rows));
        this.#operators = copied(this.#operators, new Uint32Array(rows));
        this.#subtasks = copied(this.#subtasks, new Int32Array(rows));
        this.#objectBytes = copied(this.#objectBytes, new Float64Array(rows));
        this.#statesBytes = copied(this.#statesBytes, new Float64Array(rows));
        this.#flags = copied(this.#flags, new Uint8Array(rows));
    }
}
function copied(from, to) {
    to.set(from);
    return to;
}
/** A row, looking like any other reference. */
class TableReference {
    #table;
    #row;
    constructor(table, row) {
        this.#table = table;
        this.#row = row;
    }
    get kind() {
        return this.#table.kind(this.#row);
    }
    get path() {
        return this.#table.path(this.#row);
    }
    get offset() {
        return this.#table.offset(this.#row);
    }
    get byteLength() {
        return this.#table.byteLength(this.#row);
    }
    get sizeIs() {
        if (this.#table.sizeBytes(this.#row) < 0)
            return 'unknown';
        return this.kind === 'segment' ? 'at-least' : 'exact';
    }
    get sizeBytes() {
        return Math.max(0, this.#table.sizeBytes(this.#row));
    }
    get stateBytes() {
        return this.#table.stateBytes(this.#row);
    }
    get operator() {
        return this.#table.operator(this.#row);
    }
    get subtask() {
        return this.#table.subtask(this.#row);
    }
    get incremental() {
        return this.#table.incremental(this.#row);
    }
    get changelog() {
        return this.#table.changelog(this.#row);
    }
}

;// CONCATENATED MODULE: ./build/metadata/subtask-table.js
const subtask_table_FIRST_ROWS = 64;
/** Shared by all operators without subtasks: an empty column of its own takes some hundred bytes. */
const NO_INDEXES = new Uint32Array(0);
const NO_BYTES = new Float64Array(0);
/**
 * The subtasks of one operator in columns, used for one operator after the other: a job has hundreds of
 * thousands, and an object for each would cost more than what is known of it.
 */
class SubtaskTable {
    #indexes = new Uint32Array(subtask_table_FIRST_ROWS);
    #bytes = new Float64Array(subtask_table_FIRST_ROWS);
    #rows = 0;
    add(index, stateBytes) {
        if (this.#rows === this.#indexes.length)
            this.#grow(this.#rows * 2);
        this.#indexes[this.#rows] = index;
        this.#bytes[this.#rows] = stateBytes;
        this.#rows++;
    }
    clear() {
        this.#rows = 0;
    }
    /** A copy in the size that is needed. */
    indexes() {
        return this.#rows === 0 ? NO_INDEXES : this.#indexes.slice(0, this.#rows);
    }
    /** A copy in the size that is needed, row by row what belongs to {@link indexes}. */
    stateBytes() {
        return this.#rows === 0 ? NO_BYTES : this.#bytes.slice(0, this.#rows);
    }
    #grow(rows) {
        const [indexes, bytes] = [new Uint32Array(rows), new Float64Array(rows)];
        indexes.set(this.#indexes);
        bytes.set(this.#bytes);
        this.#indexes = indexes;
        this.#bytes = bytes;
    }
}

;// CONCATENATED MODULE: ./build/metadata/text-set.js

/**
 * More distinct names than this are looked up by their text: comparing with each would take time without
 * bound.
 */
const MAX_SPANS = 16;
const NO_TEXTS = [];
/**
 * Distinct texts of a file, in order of appearance. Thousands of subtasks repeat the same few names, so they
 * are compared as bytes and decoded once.
 */
class TextSet {
    #bytes;
    #spans = [];
    #more = new Set();
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** Adds the checked text in `bytes[start, end)`. */
    add(start, end) {
        for (const known of this.#spans) {
            if (this.#same(known.start, known.end, start, end))
                return;
        }
        if (this.#spans.length < MAX_SPANS)
            this.#spans.push({ start, end });
        else
            this.#more.add((0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.#bytes, start, end));
    }
    clear() {
        if (this.#spans.length > 0)
            this.#spans = [];
        if (this.#more.size > 0)
            this.#more = new Set();
    }
    texts() {
        if (this.#spans.length === 0)
            return NO_TEXTS;
        return [
            ...this.#spans.map(({ start, end }) => (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.#bytes, start, end)),
            ...this.#more,
        ];
    }
    #same(aStart, aEnd, bStart, bEnd) {
        if (aEnd - aStart !== bEnd - bStart)
            return false;
        for (let index = 0; index < aEnd - aStart; index++) {
            if (this.#bytes[aStart + index] !== this.#bytes[bStart + index])
                return false;
        }
        return true;
    }
}

;// CONCATENATED MODULE: ./build/metadata/parse-state.js




/**
 * Handles hold handles: a changelog holds materialised ones, code 3 may wrap code 3. Flink nests two or three
 * deep; the limit keeps hostile bytes from exhausting the stack.
 */
const parse_state_MAX_DEPTH = 16;
/**
 * One walk over the bytes: where it stands, the surroundings of the present handle, and what was found so
 * far.
 */
class Walk {
    cursor;
    dialect;
    /** Index of the present operator. */
    operator = 0;
    /** Index of the present subtask, -1 outside of any. */
    subtask = -1;
    /**
     * Within the managed keyed state of a subtask: heap timers are raw keyed state, of code 3 whatever the
     * backend.
     */
    managedKeyed = false;
    /** Within the shared or private list of codes 5 and 11. */
    incremental = false;
    /** Within codes 8 to 10, 13 and 14. */
    changelog = false;
    /** Within codes 10 and 13, where the size in a stream handle is not the object's. */
    sizeUnknown = false;
    /**
     * Bytes of state that the handle around takes for itself, -1 where it says nothing: many channel handles
     * may share one file, so the size of the stream handle inside must not be added.
     */
    share = -1;
    table;
    inlineCount = 0;
    inlineBytes = 0;
    inlineNames = new Set();
    /** Names of the present operator's partitionable states. */
    stateNames;
    /** Handles of operator state, of all operators. */
    operatorStates;
    /** Bytes of the present operator's state. */
    stateBytes = 0;
    /** What of it are changelog increments in files. */
    changelogDeltaBytes = 0;
    /** The present operator's subtasks. */
    subtasks = new SubtaskTable();
    /** Codes 8 or 14 occurred. */
    hasChangelog = false;
    /** Any of codes 8 to 10 occurred: their fields differ in 1.14. */
    hasOldChangelogCode = false;
    /** Code 7 occurred, which only canonical savepoints have. */
    hasSavepointKeyGroups = false;
    channelHandleCount = 0;
    keyedStateForms = new Set();
    constructor(cursor, dialect) {
        this.cursor = cursor;
        this.dialect = dialect;
        this.table = new ReferenceTable(cursor.bytes);
        this.stateNames = new TextSet(cursor.bytes);
        this.operatorStates = new OperatorStateTable(cursor.bytes);
    }
    /**
     * Keeps a path that was just stepped over; `offset` is that of its length prefix, `ascii` whether it is
     * plain. `objectBytes` is what the handle says of the object and `stateBytes` of its part in it, -1 for
     * unknown.
     */
    reference(kind, offset, ascii, objectBytes, stateBytes) {
        const state = Math.max(0, this.share >= 0 ? this.share : stateBytes);
        this.stateBytes += state;
        this.table.add(kind, offset, ascii, this.sizeUnknown ? -1 : objectBytes, state, this.operator, this.subtask, this.incremental, this.changelog);
    }
    /** Counts a state that lies in the metadata itself, under `name`. */
    inline(name, bytes) {
        this.inlineCount++;
        this.inlineBytes += bytes;
        this.inlineNames.add(name);
        this.stateBytes += this.share >= 0 ? this.share : bytes;
    }
}

;// CONCATENATED MODULE: ./build/metadata/stream-handle.js

/** Codes of handles that lead to a stream of bytes. */
const IN_LINE = 1;
const FILE = 2;
const KEY_GROUPS = 3;
const RELATIVE_FILE = 6;
const SEGMENT = 15;
const EMPTY_SEGMENT = 16;
/** Steps over one stream handle and keeps what it refers to. `what` names it in errors. */
function readStreamHandle(walk, what, depth = 0) {
    const { cursor } = walk;
    const code = cursor.byte(what);
    switch (code) {
        case 0:
            return 'null';
        case IN_LINE:
            readInLine(walk);
            return 'in-line';
        case FILE: {
            const size = cursor.size('the size of a file', -1);
            const offset = cursor.position;
            const ascii = cursor.checkText('the path of a file');
            walk.reference('file', offset, ascii, size, size);
            return 'other';
        }
        case KEY_GROUPS:
            checkDepth(walk, depth);
            readKeyGroupOffsets(walk);
            readStreamHandle(walk, 'the stream of a key group handle', depth + 1);
            return 'other';
        case RELATIVE_FILE: {
            const offset = cursor.position;
            const ascii = cursor.checkText('the name of a relative file');
            const size = cursor.size('the size of a relative file', -1);
            walk.reference('relative', offset, ascii, size, size);
            return 'other';
        }
        case SEGMENT:
            readSegment(walk);
            return 'other';
        case EMPTY_SEGMENT:
            return 'other';
        default:
            throw cursor.broken(`${what} (code 0, 1, 2, 3, 6, 15 or 16)`, `code ${code}`, cursor.position - 1);
    }
}
function readInLine(walk) {
    const { cursor } = walk;
    const name = cursor.text('the name of an in-line state');
    const length = cursor.count('a number of bytes of in-line state', 1);
    cursor.skip(length, 'in-line state');
    walk.inline(name, length);
}
function readSegment(walk) {
    const { cursor } = walk;
    const start = cursor.size('the start of a file segment', 0);
    const size = cursor.size('the size of a file segment', 0);
    const scope = cursor.int('the scope of a file segment');
    if (scope !== 0 && scope !== 1) {
        throw cursor.broken('the scope of a file segment (0 or 1)', String(scope), cursor.position - 4);
    }
    const offset = cursor.position;
    const ascii = cursor.checkText('the path of a file segment');
    walk.reference('segment', offset, ascii, start + size, size);
    cursor.skipText('the logical file id of a segment');
}
/** Steps over a range of key groups with one offset for each. */
function readKeyGroupOffsets(walk) {
    const { cursor } = walk;
    cursor.int('the first key group');
    const count = cursor.count('a number of key groups', 8);
    cursor.skip(count * 8, 'the offsets of key groups');
}
/** @throws MetadataFormatError where handles are nested deeper than any real file has them. */
function checkDepth(walk, depth) {
    if (depth < parse_state_MAX_DEPTH)
        return;
    throw walk.cursor.broken(`handles nested up to ${parse_state_MAX_DEPTH} deep`, 'one more handle inside', walk.cursor.position - 1);
}

;// CONCATENATED MODULE: ./build/metadata/channel-handle.js

/** Codes in front of channel handles, version 6 and later. */
const INPUT = 1;
const OUTPUT = 2;
const MERGED_INPUT = 3;
const MERGED_OUTPUT = 4;
/**
 * What the smallest channel handle takes: two ints, no offsets, a size and a stream (merged: even less, but
 * one byte).
 */
const CHANNEL_HANDLE_BYTES = 18;
/** Steps over the in-flight data of one subtask (unaligned checkpoints) in one direction. */
function readChannelHandles(walk, direction) {
    const { cursor } = walk;
    const { channelHandles } = walk.dialect;
    const count = cursor.count(`a number of ${direction} channel handles`, CHANNEL_HANDLE_BYTES);
    walk.channelHandleCount += count;
    for (let index = 0; index < count; index++) {
        if (channelHandles !== 'typed') {
            readPlain(walk, channelHandles === 'with-subtask');
            continue;
        }
        const code = cursor.byte('the code of a channel handle');
        if (code === (direction === 'input' ? INPUT : OUTPUT))
            readPlain(walk, true);
        else if (code === (direction === 'input' ? MERGED_INPUT : MERGED_OUTPUT))
            readMerged(walk);
        else {
            const codes = direction === 'input' ? 'code 1 or 3' : 'code 2 or 4';
            throw cursor.broken(`an ${direction} channel handle (${codes})`, `code ${code}`, cursor.position - 1);
        }
    }
}
function readPlain(walk, withSubtask) {
    const { cursor } = walk;
    if (withSubtask)
        readIndex(walk, 'the subtask of a channel handle');
    readIndex(walk, 'the gate or partition of a channel handle');
    readIndex(walk, 'the channel or subpartition of a channel handle');
    const offsets = cursor.count('a number of offsets of a channel handle', 8);
    cursor.skip(offsets * 8, 'the offsets of a channel handle');
    readDelegate(walk);
}
function readMerged(walk) {
    const { cursor } = walk;
    readIndex(walk, 'the subtask of a merged channel handle');
    readDelegate(walk);
    const length = cursor.count('a number of bytes of the offsets of a merged channel handle', 1);
    cursor.skip(length, 'the offsets of a merged channel handle');
}
/**
 * The size of this channel's part, and the stream that holds it: one file for many channels, so the part
 * counts.
 */
function readDelegate(walk) {
    const { cursor } = walk;
    const size = Math.max(0, cursor.size('the size of a channel state', -1));
    const before = walk.stateBytes;
    walk.share = size;
    const start = cursor.position;
    // Flink accepts no null here; to see that is what tells the two layouts of version 3 apart.
    if (readStreamHandle(walk, 'the stream of a channel handle') === 'null') {
        throw cursor.broken('the stream of a channel handle', 'null (code 0)', start);
    }
    walk.share = -1;
    // An empty segment has nothing that could take the share; Flink counts the channel by its own size all the
    // same.
    walk.stateBytes = before + size;
}
function readIndex(walk, what) {
    const value = walk.cursor.int(what);
    if (value < 0)
        throw walk.cursor.broken(`${what}, 0 or more`, String(value), walk.cursor.position - 4);
}

;// CONCATENATED MODULE: ./build/metadata/keyed-handle.js

/** Codes of handles of keyed state. */
const keyed_handle_KEY_GROUPS = 3;
const keyed_handle_INCREMENTAL = 5;
const SAVEPOINT_KEY_GROUPS = 7;
const keyed_handle_CHANGELOG = 8;
const CHANGELOG_IN_LINE = 9;
const CHANGELOG_FILES = 10;
const INCREMENTAL_V2 = 11;
const KEY_GROUPS_V2 = 12;
const CHANGELOG_FILES_V2 = 13;
const CHANGELOG_V2 = 14;
/** The least that a keyed handle takes: the code of a null one. */
const KEYED_HANDLE_BYTES = 1;
/** An empty local path, and a null handle. */
const LIST_ENTRY_BYTES = 3;
/** A key group and a length. */
const CHANGE_BYTES = 8;
/** An offset, and a null handle. */
const DELTA_ENTRY_BYTES = 9;
/** Steps over one handle of keyed state and keeps what it refers to. `what` names it in errors. */
function readKeyedHandle(walk, what, depth = 0) {
    const { cursor } = walk;
    const code = cursor.byte(what);
    switch (code) {
        case 0:
            return;
        case keyed_handle_KEY_GROUPS:
        case SAVEPOINT_KEY_GROUPS:
        case KEY_GROUPS_V2:
            readKeyGroupOffsets(walk);
            readStreamHandle(walk, 'the stream of a key group handle', depth);
            if (code === KEY_GROUPS_V2)
                cursor.skipText('the id of a key group handle');
            if (code === SAVEPOINT_KEY_GROUPS)
                walk.hasSavepointKeyGroups = true;
            noteForm(walk, code === SAVEPOINT_KEY_GROUPS ? 'canonical' : 'key-groups');
            return;
        case keyed_handle_INCREMENTAL:
        case INCREMENTAL_V2:
            readIncremental(walk, code === INCREMENTAL_V2);
            noteForm(walk, 'incremental');
            return;
        case keyed_handle_CHANGELOG:
        case CHANGELOG_V2:
            checkDepth(walk, depth);
            readChangelog(walk, code === CHANGELOG_V2, depth);
            return;
        case CHANGELOG_IN_LINE:
            readInLineChanges(walk);
            return;
        case CHANGELOG_FILES:
        case CHANGELOG_FILES_V2:
            readChangeFiles(walk, code === CHANGELOG_FILES_V2);
            return;
        default:
            throw cursor.broken(`${what} (code 0, 3, 5 or 7 to 14)`, `code ${code}`, cursor.position - 1);
    }
}
function noteForm(walk, form) {
    if (walk.managedKeyed)
        walk.keyedStateForms.add(form);
}
function readIncremental(walk, second) {
    const { cursor } = walk;
    cursor.skip(8, 'the checkpoint id of an incremental handle');
    cursor.skipText('the backend id of an incremental handle');
    readKeyGroupRange(walk);
    if (second)
        cursor.skip(8, 'the checkpointed size of an incremental handle');
    readStreamHandle(walk, 'the meta stream of an incremental handle');
    walk.incremental = true;
    readHandleList(walk, 'shared files');
    readHandleList(walk, 'private files');
    walk.incremental = false;
    if (second)
        cursor.skipText('the id of an incremental handle');
}
function readHandleList(walk, what) {
    const { cursor } = walk;
    const count = cursor.count(`a number of ${what}`, LIST_ENTRY_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.skipText('the local path of a file');
        readStreamHandle(walk, 'the stream of a shared or private file');
    }
}
function readChangelog(walk, second, depth) {
    const { cursor } = walk;
    const released = walk.dialect.changelog === 'released';
    const outer = walk.changelog;
    walk.changelog = true;
    walk.hasChangelog = true;
    if (!second)
        walk.hasOldChangelogCode = true;
    readKeyGroupRange(walk);
    if (released)
        cursor.skip(8, 'the size of a changelog handle');
    for (const part of ['materialised handles', 'changelog increments']) {
        const count = cursor.count(`a number of ${part}`, KEYED_HANDLE_BYTES);
        for (let index = 0; index < count; index++)
            readKeyedHandle(walk, `one of the ${part}`, depth + 1);
    }
    if (released)
        cursor.skip(8, 'the materialisation id of a changelog handle');
    if (second)
        cursor.skip(8, 'the checkpoint id of a changelog handle');
    if (released)
        cursor.skipText('the id of a changelog handle');
    walk.changelog = outer;
}
function readInLineChanges(walk) {
    const { cursor } = walk;
    walk.hasOldChangelogCode = true;
    readKeyGroupRange(walk);
    cursor.skip(16, 'the range of changes');
    const count = cursor.count('a number of changes', CHANGE_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.int('the key group of a change');
        const length = cursor.count('a number of bytes of a change', 1);
        cursor.skip(length, 'a change');
        walk.stateBytes += length;
    }
    if (walk.dialect.changelog === 'released')
        cursor.skipText('the id of a changelog increment');
}
function readChangeFiles(walk, second) {
    const { cursor } = walk;
    const released = walk.dialect.changelog === 'released';
    const outer = walk.changelog;
    if (!second)
        walk.hasOldChangelogCode = true;
    walk.changelog = true;
    // The sizes inside count bytes before compression, and increments of several handles may lie in one file.
    walk.sizeUnknown = true;
    walk.share = 0;
    readKeyGroupRange(walk);
    const count = cursor.count('a number of files of changes', DELTA_ENTRY_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.skip(8, 'an offset in a file of changes');
        readStreamHandle(walk, 'the stream of a file of changes');
    }
    walk.changelog = outer;
    walk.sizeUnknown = false;
    walk.share = -1;
    const deltaBytes = Math.max(0, cursor.long('the size of a changelog increment'));
    walk.stateBytes += deltaBytes;
    walk.changelogDeltaBytes += deltaBytes;
    if (released) {
        cursor.skip(8, 'the checkpointed size of a changelog increment');
        cursor.skipText('the id of a changelog increment');
    }
    if (second)
        cursor.skipText('the storage identifier of a changelog increment');
}
function readKeyGroupRange(walk) {
    walk.cursor.int('the first key group');
    const count = walk.cursor.int('a number of key groups');
    if (count >= 0)
        return;
    throw walk.cursor.broken('a number of key groups of 0 or more', String(count), walk.cursor.position - 4);
}

;// CONCATENATED MODULE: ./build/metadata/operator-handle.js


/** Codes of handles of operator state. */
const PARTITIONABLE = 4;
const PARTITIONABLE_MERGED = 17;
/** An empty name, a mode, no offsets. */
const STATE_BYTES = 7;
const LAST_MODE = DISTRIBUTION_MODES.length - 1;
/**
 * Steps over one handle of operator state, `raw` or managed, and keeps where it stands and what it refers to.
 */
function readOperatorHandle(walk, raw) {
    const { cursor } = walk;
    const what = `a ${raw ? 'raw' : 'managed'} operator state handle`;
    const code = cursor.byte(what);
    if (code === 0)
        return;
    if (code !== PARTITIONABLE && code !== PARTITIONABLE_MERGED) {
        throw cursor.broken(`${what} (code 0, 4 or 17)`, `code ${code}`, cursor.position - 1);
    }
    walk.operatorStates.add(cursor.position - 1, walk.operator, walk.subtask, raw);
    operator_handle_readStates(walk);
    if (code === PARTITIONABLE_MERGED) {
        readDirectory(walk, 'the task-owned directory');
        readDirectory(walk, 'the shared directory');
        cursor.byte('the mark of an empty state');
    }
    readStreamHandle(walk, 'the stream of an operator state handle');
}
function operator_handle_readStates(walk) {
    const { cursor } = walk;
    const count = cursor.count('a number of operator states', STATE_BYTES);
    for (let index = 0; index < count; index++) {
        const name = cursor.position;
        cursor.checkText('the name of an operator state');
        walk.stateNames.add(name + 2, cursor.position);
        const mode = cursor.byte('the distribution mode of an operator state');
        if (mode > LAST_MODE) {
            throw cursor.broken('a distribution mode between 0 and 2', String(mode), cursor.position - 1);
        }
        const offsets = cursor.count('a number of offsets of an operator state', 8);
        cursor.skip(offsets * 8, 'the offsets of an operator state');
    }
}
function readDirectory(walk, what) {
    const offset = walk.cursor.position;
    const ascii = walk.cursor.checkText(what);
    walk.reference('directory', offset, ascii, -1, 0);
}

;// CONCATENATED MODULE: ./build/metadata/operator.js





/** An id, two ints, a chain length or a coordinator's code, and a number of subtasks. */
const OPERATOR_BYTES = 29;
/** The index of a finished subtask; one with state takes more. */
const SUBTASK_BYTES = 4;
/** Steps over one operator with all its subtasks. */
function readOperator(walk) {
    const { cursor, dialect: { version }, } = walk;
    walk.stateNames.clear();
    walk.subtasks.clear();
    walk.stateBytes = 0;
    walk.changelogDeltaBytes = 0;
    const name = version >= 5 ? cursor.text('the name of an operator') : '';
    const uid = version >= 5 ? cursor.text('the uid of an operator') : '';
    const id = readId(walk);
    const parallelism = cursor.int('the parallelism of an operator');
    const maxParallelism = cursor.int('the maximum parallelism of an operator');
    const hasCoordinator = version >= 3 ? readCoordinator(walk) : skipChainLength(walk);
    const coordinatorBytes = walk.stateBytes;
    const subtasks = readSubtasks(walk, id, parallelism, hasCoordinator);
    return {
        id,
        name: name === '' ? undefined : name,
        uid: uid === '' ? undefined : uid,
        parallelism,
        maxParallelism,
        subtasks: subtasks.present,
        finishedSubtasks: subtasks.finished,
        fullyFinished: subtasks.fullyFinished,
        stateBytes: walk.stateBytes,
        coordinatorBytes,
        changelogDeltaBytes: walk.changelogDeltaBytes,
        subtaskIndexes: walk.subtasks.indexes(),
        subtaskBytes: walk.subtasks.stateBytes(),
        stateNames: walk.stateNames.texts(),
    };
}
function readId(walk) {
    const start = walk.cursor.position;
    walk.cursor.skip(16, 'the id of an operator');
    // In one piece: put together digit by digit it would take ten times the memory.
    return walk.cursor.bytes.toString('hex', start, start + 16);
}
function skipChainLength(walk) {
    walk.cursor.int('the chain length of an operator');
    return false;
}
function readCoordinator(walk) {
    const start = walk.cursor.position;
    const kind = readStreamHandle(walk, 'the coordinator state of an operator');
    if (kind === 'in-line')
        walk.operatorStates.addCoordinator(start, walk.operator);
    if (kind !== 'other')
        return kind === 'in-line';
    throw walk.cursor.broken('the coordinator state of an operator (code 0 or 1)', `code ${walk.cursor.bytes[start] ?? 0}`, start);
}
function readSubtasks(walk, id, parallelism, hasCoordinator) {
    const { cursor, dialect: { version }, } = walk;
    const found = { present: 0, finished: 0, fullyFinished: false };
    if (version >= 3 && (cursor.peek() ?? 0) >= 0x80) {
        cursor.int('a number of subtasks');
        if (hasCoordinator) {
            throw cursor.broken('no coordinator state of a finished operator', 'one', cursor.position - 4);
        }
        found.fullyFinished = true;
        return found;
    }
    const count = cursor.count('a number of subtasks', SUBTASK_BYTES);
    for (let subtask = 0; subtask < count; subtask++) {
        const written = cursor.int('the index of a subtask');
        const finished = version >= 3 && written < 0;
        const index = finished ? -(written + 1) : written;
        if (index < 0 || index >= parallelism) {
            throw cursor.broken(`the index of a subtask, below the operator's parallelism of ${parallelism}`, String(index), cursor.position - 4);
        }
        if (finished) {
            found.finished++;
        }
        else {
            const before = walk.stateBytes;
            walk.subtask = index;
            readSubtask(walk, id, index);
            walk.subtask = -1;
            walk.subtasks.add(index, walk.stateBytes - before);
            found.present++;
        }
    }
    return found;
}
function readSubtask(walk, id, index) {
    const { cursor, dialect: { version }, } = walk;
    if (version === 2) {
        cursor.skip(8, 'the duration of a subtask');
        refuseLegacyState(walk, id, index);
    }
    if (readFlag(walk))
        readOperatorHandle(walk, false);
    if (readFlag(walk))
        readOperatorHandle(walk, true);
    walk.managedKeyed = true;
    readKeyedHandle(walk, 'a managed keyed state handle');
    walk.managedKeyed = false;
    readKeyedHandle(walk, 'a raw keyed state handle');
    if (version >= 3) {
        readChannelHandles(walk, 'input');
        readChannelHandles(walk, 'output');
    }
}
function refuseLegacyState(walk, id, index) {
    const legacy = walk.cursor.int('a number of legacy states');
    if (legacy === 0)
        return;
    if (legacy < 0) {
        throw walk.cursor.broken('a number of legacy states of 0 or more', String(legacy), walk.cursor.position - 4);
    }
    throw new errors/* UnsupportedMetadataError */.LT(`subtask ${index} of operator ${id} has state of Flink 1.1 or older (the Checkpointed interface), which Flink `
        + 'dropped after 1.3: restore this savepoint with Flink 1.3, let the operator use CheckpointedFunction and take a '
        + 'new savepoint', 'legacy-state', 2);
}
function readFlag(walk) {
    const flag = walk.cursor.int('the mark of an operator state');
    if (flag === 0 || flag === 1)
        return flag === 1;
    throw walk.cursor.broken('the mark of an operator state (0 or 1)', String(flag), walk.cursor.position - 4);
}

// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __webpack_require__(7851);
;// CONCATENATED MODULE: ./build/metadata/parse.js







const FLINK_VERSIONS = {
    2: '1.3 - 1.10',
    3: '1.11 - 1.15',
    4: '1.16 - 1.20',
    5: '2.0',
    6: '2.1 - 2.3',
};
const MASTER_STATE_MAGIC = 0xc96b1696;
/** Magic, length, and in there a version, a name and a length. */
const MASTER_STATE_BYTES = 18;
/**
 * Walks the bytes of a `_metadata` of Flink 1.3 to 2.3 and gives what it holds. The references read their
 * paths from the bytes when they are asked: leave these as they are while the snapshot is in use.
 *
 * @throws MetadataFormatError for bytes that are no `_metadata`, or a broken one.
 * @throws UnsupportedMetadataError for one that is known by name and refused.
 */
function parseMetadata(bytes) {
    const version = readVersion(new Cursor(bytes));
    const dialect = {
        version,
        channelHandles: version >= 6 ? 'typed' : 'with-subtask',
        changelog: 'released',
    };
    const walk = new Walk(new Cursor(bytes), dialect);
    try {
        return readSnapshot(walk);
    }
    catch (error) {
        if (version !== 3 || !(error instanceof errors/* MetadataFormatError */.Lk))
            throw error;
        return readOtherLayout(bytes, walk, error);
    }
}
/**
 * Version 3 names three layouts: Flink 1.11 wrote channel handles without a subtask, and the experimental
 * changelog of
 * 1.14 shorter handles. Only bytes that the usual layout does not fit, and that hold such handles, come here.
 *
 * @throws MetadataFormatError of the layout that fits the longest, for there the bytes are broken: `usual`,
 * or that of 1.11.
 */
function readOtherLayout(bytes, walk, usual) {
    let broken = usual;
    if (walk.channelHandleCount > 0) {
        const first = tryLayout(bytes, { version: 3, channelHandles: 'without-subtask', changelog: 'released' });
        if (!(first instanceof errors/* MetadataFormatError */.Lk))
            return first;
        if (first.offset > broken.offset)
            broken = first;
    }
    if (!walk.hasOldChangelogCode)
        throw broken;
    const experimental = tryLayout(bytes, { version: 3, channelHandles: 'with-subtask', changelog: '1.14' });
    if (experimental instanceof errors/* MetadataFormatError */.Lk)
        throw broken;
    throw new errors/* UnsupportedMetadataError */.LT('this checkpoint was written by the experimental changelog state backend of Flink 1.14, which no other release '
        + 'reads: restore it with Flink 1.14 and take a savepoint', 'changelog-1.14', 3);
}
function tryLayout(bytes, dialect) {
    try {
        return readSnapshot(new Walk(new Cursor(bytes), dialect));
    }
    catch (error) {
        if (error instanceof errors/* MetadataFormatError */.Lk)
            return error;
        throw error;
    }
}
function readVersion(cursor) {
    const { bytes } = cursor;
    if (bytes.length < 4 || cursor.int('the magic number') !== METADATA_MAGIC) {
        throw new errors/* MetadataFormatError */.Lk('these bytes are no Flink _metadata: at byte 0, expected the magic number 49 60 67 2d, found '
            + `${describeForeignBytes(bytes)} (savepoints of Flink 1.0 carry no magic number and cannot be read)`, 0);
    }
    const version = cursor.int('the metadata version');
    switch (version) {
        case 2:
        case 3:
        case 4:
        case 5:
        case 6:
            return version;
        case 1:
            throw new errors/* UnsupportedMetadataError */.LT('metadata version 1 is that of Flink 1.2 and older, which Flink itself has refused since 1.11: restore this '
                + 'savepoint with Flink 1.3 to 1.10 and take a new one', 'version-1', version);
        case 7:
            throw new errors/* UnsupportedMetadataError */.LT('metadata version 7 is a proposal that no released Flink writes: restore this snapshot with the build that '
                + 'wrote it and take a savepoint with a released Flink (1.3 to 2.3)', 'version-7', version);
        default:
            throw new errors/* UnsupportedMetadataError */.LT(`metadata version ${version} is not known here (2 to 6 are, Flink 1.3 to 2.3): if a newer Flink wrote this `
                + 'snapshot, look for a newer release of this tool; otherwise the bytes at 4 to 7 are damaged', 'unknown-version', version);
    }
}
function readSnapshot(walk) {
    const { cursor, dialect: { version }, } = walk;
    cursor.skip(8, 'the magic number and version');
    const checkpointId = cursor.bigLong('the checkpoint id');
    if (checkpointId < 0n)
        throw cursor.broken('a checkpoint id of 0 or more', String(checkpointId), 8);
    const masterStates = readMasterStates(cursor);
    const operators = readOperators(walk);
    const properties = version >= 4 ? readJavaObject(cursor) : undefined;
    if (cursor.remaining > 0)
        throw cursor.broken('the end of the file', `${cursor.remaining} more bytes`);
    return {
        version,
        flinkVersions: FLINK_VERSIONS[version],
        checkpointId,
        kind: kindOf(properties, walk.hasSavepointKeyGroups),
        operators,
        references: walk.table.references,
        operatorStates: walk.operatorStates,
        inlineStates: { count: walk.inlineCount, bytes: walk.inlineBytes },
        inlineNames: [...walk.inlineNames],
        masterStates,
        hasChangelog: walk.hasChangelog,
        keyedStateForms: [...walk.keyedStateForms],
        warnings: (0,warnings/* warningsOf */.nZ)(walk, operators),
    };
}
function readMasterStates(cursor) {
    const count = cursor.count('a number of master states', MASTER_STATE_BYTES);
    const states = [];
    for (let index = 0; index < count; index++) {
        const magic = cursor.int('the magic number of a master state');
        if (magic >>> 0 !== MASTER_STATE_MAGIC) {
            throw cursor.broken('the magic number of a master state (c96b1696)', (magic >>> 0).toString(16), cursor.position - 4);
        }
        const length = cursor.count('a number of bytes of a master state', 1);
        const end = cursor.position + length;
        const version = cursor.int('the version of a master state');
        const name = cursor.text('the name of a master state');
        const bytes = cursor.count('a number of bytes of a master state', 1);
        cursor.skip(bytes, 'a master state');
        if (cursor.position !== end) {
            throw cursor.broken(`the end of a master state at byte ${end}`, `it at ${cursor.position}`);
        }
        states.push({ name, version, bytes });
    }
    return states;
}
/**
 * The largest jobs have some thousands. One without subtasks takes 29 bytes in the file and several hundred
 * in memory, here and in what is told of it.
 */
const MOST_OPERATORS = 100_000;
function readOperators(walk) {
    const count = walk.cursor.count('a number of operators', OPERATOR_BYTES);
    if (count > MOST_OPERATORS) {
        throw walk.cursor.broken(`${MOST_OPERATORS} operators at most, which is far more than any job has`, String(count), walk.cursor.position - 4);
    }
    const operators = [];
    for (; walk.operator < count; walk.operator++)
        operators.push(readOperator(walk));
    return operators;
}
/** The properties at the end of the file tell (V4+); without them, only canonical savepoints have code 7. */
function kindOf(properties, hasSavepointKeyGroups) {
    if (properties?.classes.has('org.apache.flink.runtime.checkpoint.CheckpointType') === true)
        return 'checkpoint';
    const format = 'org.apache.flink.core.execution.SavepointFormatType';
    if (properties?.constants.has(`${format}#CANONICAL`) === true)
        return 'savepoint-canonical';
    if (properties?.constants.has(`${format}#NATIVE`) === true)
        return 'savepoint-native';
    return hasSavepointKeyGroups ? 'savepoint-canonical' : 'unknown';
}


/***/ }),

/***/ 7851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _I: () => (/* binding */ WRITE_AHEAD_STATE),
/* harmony export */   nZ: () => (/* binding */ warningsOf),
/* harmony export */   yG: () => (/* binding */ describeOperator)
/* harmony export */ });
/**
 * The operator state of `GenericWriteAheadSink`, whose handles are hidden inside Java-serialised user state.
 */
const WRITE_AHEAD_STATE = 'pending-checkpoints';
/** What a person should know of a snapshot before it is moved, as sentences. */
function warningsOf(walk, operators) {
    const warnings = [];
    for (const operator of withPendingBatches(walk, operators))
        warnings.push(writeAheadWarning(operator));
    const paths = [...walk.inlineNames].filter(looksLikePath);
    if (paths[0] !== undefined)
        warnings.push(inlineNamesWarning(paths.length, paths[0]));
    if (walk.hasChangelog) {
        warnings.push('this snapshot has changelog state: after a move Flink restores it with claim mode CLAIM only');
    }
    if (walk.dialect.channelHandles === 'without-subtask') {
        warnings.push('this is an unaligned checkpoint of Flink 1.11 with data in flight: only Flink 1.11 reads it');
    }
    return warnings;
}
/** A sink that has none pending has the state all the same, without entries. */
function withPendingBatches(walk, operators) {
    const found = new Set();
    if (!operators.some(({ stateNames }) => stateNames.includes(WRITE_AHEAD_STATE)))
        return found;
    for (const { operator, states } of walk.operatorStates.handles()) {
        const owner = operators[operator];
        if (owner !== undefined && states.some(({ name, entries }) => name === WRITE_AHEAD_STATE && entries > 0))
            found.add(owner);
    }
    return found;
}
function writeAheadWarning(operator) {
    return (`operator ${describeOperator(operator)} has pending batches of a GenericWriteAheadSink (state "${WRITE_AHEAD_STATE}"): their files `
        + 'are named inside serialised user state and cannot be relocated, and Flink loses them without a failure');
}
/** The operator's id, with its name or uid where the file has one. */
function describeOperator(operator) {
    const label = operator.name ?? operator.uid;
    return label === undefined ? operator.id : `${JSON.stringify(label)} (${operator.id})`;
}
function inlineNamesWarning(count, example) {
    const subject = count === 1 ? 'one in-line state has a name that looks' : `${count} in-line states have names that look`;
    return (`${subject} like a path, such as ${JSON.stringify(example)}: these are identifiers that Flink compares and never `
        + 'opens, so they remain as they are');
}
function looksLikePath(name) {
    return name.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:\//.test(name);
}


/***/ }),

/***/ 460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KK: () => (/* binding */ withoutAnonymous),
/* harmony export */   bY: () => (/* binding */ refuseAnonymousTarget),
/* harmony export */   ok: () => (/* binding */ isAnonymous),
/* harmony export */   ug: () => (/* binding */ refuseAnonymousDeletion)
/* harmony export */ });
/* harmony import */ var _option_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3971);
/* harmony import */ var _option_specs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5251);


/**
 * Whether requests shall go unsigned, by the setting of this prefix.
 *
 * @param others the settings that say who signs otherwise
 * @throws OptionError where one of them is given with the same prefix
 */
function isAnonymous(reader, prefix, others) {
    const name = (0,_option_specs_js__WEBPACK_IMPORTED_MODULE_0__/* .ofSide */ .xB)(prefix, 'anonymous');
    if (reader.flag(name) !== true)
        return false;
    const other = others.find((one) => reader.text((0,_option_specs_js__WEBPACK_IMPORTED_MODULE_0__/* .ofSide */ .xB)(prefix, one)) !== undefined);
    if (other === undefined)
        return true;
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_1__/* .OptionError */ .e(`${reader.label(name)} is true and ${reader.label((0,_option_specs_js__WEBPACK_IMPORTED_MODULE_0__/* .ofSide */ .xB)(prefix, other))} is given: keep one of them, `
        + 'for nobody signs requests that are anonymous');
}
/** What is said of both sides, for a side that says `false` itself. */
function withoutAnonymous(reader, side, ofBoth) {
    const takenBack = ofBoth?.anonymous === true && reader.flag((0,_option_specs_js__WEBPACK_IMPORTED_MODULE_0__/* .ofSide */ .xB)(side, 'anonymous')) === false;
    return takenBack ? undefined : ofBoth;
}
/**
 * Nothing is written to S3 without keys, whatever the policy of a bucket says.
 *
 * @param otherwise what to do where `anonymous` is said of both sides
 * @throws OptionError for a target in S3 that would be written to without
 */
function refuseAnonymousTarget(reader, target, s3, otherwise = `set ${reader.label('source-anonymous')} in its place`) {
    if (target.scheme === 'file' || s3.anonymous !== true)
        return;
    const own = reader.flag('target-anonymous') === true;
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_1__/* .OptionError */ .e(`${reader.label(own ? 'target-anonymous' : 'anonymous')} is true, but nothing is written to `
        + `${reader.label('target')} without keys: `
        + (own ? 'leave it out' : otherwise));
}
/** @throws OptionError where a source that is read without keys shall be deleted */
function refuseAnonymousDeletion(reader, source, s3) {
    if (source.scheme === 'file' || s3.anonymous !== true || reader.flag('delete-source') !== true)
        return;
    const name = reader.flag('source-anonymous') === true ? 'source-anonymous' : 'anonymous';
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_1__/* .OptionError */ .e(`${reader.label('delete-source')} and ${reader.label(name)} are both true, but nothing is deleted without keys: `
        + 'leave one of them out');
}


/***/ }),

/***/ 421:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ refuseDeletionAsOf),
/* harmony export */   m: () => (/* binding */ readAsOf)
/* harmony export */ });
/* harmony import */ var _option_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3971);

/** Date and time of ISO 8601, whose zone may be missing, for the sentence. */
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/i;
/**
 * The time as of which the source is read.
 *
 * @param nowMs the clock's time, in milliseconds since 1970
 * @throws OptionError for what is no time or has no zone, for the future, and where the source keeps no
 * versions
 */
function readAsOf(reader, source, nowMs = Date.now()) {
    const text = reader.text('as-of');
    if (text === undefined)
        return undefined;
    const begin = `${reader.label('as-of')} is ${JSON.stringify(text)}`;
    const time = parseTime(text);
    if (time === 'no zone') {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_0__/* .OptionError */ .e(`${begin}, which does not say in which time zone: write ${text.replace(' ', 'T')}Z for UTC, or end it in an offset such as +01:00`);
    }
    if (time === undefined)
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_0__/* .OptionError */ .e(`${begin}: write a date and time with its zone, such as 2026-11-20T03:00:00Z`);
    if (time.getTime() > nowMs) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_0__/* .OptionError */ .e(`${begin}, which is in the future (it is ${new Date(nowMs).toISOString()}): write a time at which the snapshot was there`);
    }
    if (source.scheme === 'file') {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_0__/* .OptionError */ .e(`${begin}, but the source is local, where no versions are kept: leave ${reader.label('as-of')} out`);
    }
    return time;
}
/**
 * Of what was at some time nothing can be deleted.
 *
 * @throws OptionError
 */
function refuseDeletionAsOf(reader, asOf) {
    if (asOf === undefined || reader.flag('delete-source') !== true)
        return;
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_0__/* .OptionError */ .e(`${reader.label('as-of')} and ${reader.label('delete-source')} are both given: what a bucket was before is only read; leave one of them `
        + 'out');
}
function parseTime(text) {
    const [, date, minutes, seconds = ':00', fraction = '', utc, sign, hours = '00', rest = '00'] = TIME.exec(text) ?? [];
    if (date === undefined || minutes === undefined)
        return undefined;
    const local = new Date(`${date}T${minutes}${seconds}${fraction.slice(0, 4)}Z`);
    // The 30th of February would be taken for a day in March.
    if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(date))
        return undefined;
    if (utc === undefined && sign === undefined)
        return 'no zone';
    const [offsetHours, offsetMinutes] = [Number(hours), Number(rest)];
    if (offsetHours > 14 || offsetMinutes > 59)
        return undefined;
    const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000;
    return new Date(local.getTime() - (sign === '-' ? -offsetMs : offsetMs));
}


/***/ }),

/***/ 445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ readSearchRequest)
/* harmony export */ });
/* harmony import */ var _option_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3971);
/* harmony import */ var _option_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1271);
/* harmony import */ var _place_options_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2581);
/* harmony import */ var _s3_options_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5184);




const LONGEST_AGE_MS = 10 * 365 * 86_400_000;
const DEFAULT_LISTED = 20;
/**
 * Turns settings as texts into a search.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @param tokens what roles are taken with; without them a role is refused
 * @throws OptionError naming the setting, its value and what to do
 */
function readSearchRequest(values, label = (name) => name, tokens) {
    const reader = (0,_option_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .createOptionReader */ .Vr)(values, label, tokens);
    const directory = (0,_place_options_js__WEBPACK_IMPORTED_MODULE_1__/* .readReachable */ .g3)(reader, 'directory', reader.required('directory'));
    const jobId = readJobId(reader);
    const maxAgeMs = reader.duration('max-age', 1_000, LONGEST_AGE_MS);
    return {
        directory,
        s3: (0,_s3_options_js__WEBPACK_IMPORTED_MODULE_2__/* .readS3Settings */ .IK)(reader),
        kind: reader.choice('kind', ['any', 'savepoint', 'checkpoint']) ?? 'any',
        jobId,
        maxAgeMs,
        complete: reader.choice('complete', ['metadata', 'files']) ?? 'files',
        mostListed: reader.count('list', 1, 1000) ?? DEFAULT_LISTED,
    };
}
function readJobId(reader) {
    const text = reader.text('job-id');
    if (text === undefined || /^[0-9a-f]{32}$/i.test(text))
        return text?.toLowerCase();
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${reader.label('job-id')} is ${JSON.stringify(text)}: write the job's 32 hex digits, as Flink shows them`);
}


/***/ }),

/***/ 9212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ readInspectionOptions)
/* harmony export */ });
/* harmony import */ var _anonymous_option_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(460);
/* harmony import */ var _as_of_option_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(421);
/* harmony import */ var _option_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3971);
/* harmony import */ var _option_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1271);
/* harmony import */ var _place_options_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2581);
/* harmony import */ var _relocation_options_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1065);
/* harmony import */ var _s3_options_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5184);







/** Settings that shape a plan and mean nothing without a target. */
const OF_A_PLAN = [
    'target-name',
    'path-map',
    'read-map',
    'moved-from',
    'external-files',
    'claimed-savepoint',
    'outside-state',
    'allow-outside',
];
/**
 * Turns settings as texts into a request. With a target, the plan of a relocation there belongs to it.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @param tokens what roles are taken with; without them a role is refused
 * @throws OptionError naming the setting, its value and what to do
 */
function readInspectionOptions(values, label = (name) => name, tokens) {
    const reader = (0,_option_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .createOptionReader */ .Vr)(values, label, tokens);
    const source = (0,_place_options_js__WEBPACK_IMPORTED_MODULE_2__/* .readSource */ .o$)(reader);
    const asOf = (0,_as_of_option_js__WEBPACK_IMPORTED_MODULE_5__/* .readAsOf */ .m)(reader, source);
    const html = reader.text('html');
    const checkFiles = reader.flag('check-files') ?? false;
    const s3 = (0,_s3_options_js__WEBPACK_IMPORTED_MODULE_4__/* .readS3Settings */ .IK)(reader);
    const target = reader.text('target') === undefined ? undefined : (0,_place_options_js__WEBPACK_IMPORTED_MODULE_2__/* .readTarget */ ._E)(reader);
    if (target !== undefined)
        (0,_anonymous_option_js__WEBPACK_IMPORTED_MODULE_0__/* .refuseAnonymousTarget */ .bY)(reader, target, s3, 'leave one of them out');
    const relocation = target === undefined ? undefined : (0,_relocation_options_js__WEBPACK_IMPORTED_MODULE_3__/* .readRelocationRequest */ .q)(values, label, tokens);
    if (relocation === undefined)
        refusePlanWithoutTarget(reader, values);
    const stateReads = reader.flag('state-reads') === false ? false : undefined;
    return {
        request: { source, asOf, s3, checkFiles, stateReads, relocation },
        html,
        failOn: readFailOn(reader, checkFiles),
    };
}
/** Who wants a failure for missing files and has none looked for would take silence for an answer. */
function readFailOn(reader, checkFiles) {
    const failOn = reader.choice('fail-on', ['missing', 'outside', 'never']);
    if (failOn === undefined || failOn === 'never' || checkFiles)
        return failOn ?? 'missing';
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${reader.label('fail-on')} is ${failOn}, but no file is looked for: give ${reader.label('check-files')} too, or leave it out`);
}
/** Defaults of action.yml come as if the user had written them, and are not held against anybody. */
function refusePlanWithoutTarget(reader, values) {
    const given = OF_A_PLAN.find((name) => {
        const value = reader.text(name);
        return value !== undefined && value !== 'fail';
    });
    if (given === undefined)
        return;
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${reader.label(given)} is ${JSON.stringify(values[given])}, which counts for the plan of a relocation only: `
        + `give ${reader.label('target')} too, or leave it out`);
}


/***/ }),

/***/ 6859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readOutputDirectory)
/* harmony export */ });
/* harmony import */ var _option_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3971);
/* harmony import */ var _option_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1271);


/**
 * The local directory for resume files, as the user wrote it; `undefined` when none are wanted.
 *
 * @throws OptionError for a URI
 */
function readOutputDirectory(values, label = (name) => name) {
    const path = (0,_option_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .createOptionReader */ .Vr)(values, label).text('job-files');
    if (path === undefined || !/^[a-z][a-z0-9+.-]+:/i.test(path))
        return path;
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_1__/* .OptionError */ .e(`${label('job-files')} is ${JSON.stringify(path)}: write a directory of this machine, such as resume; `
        + `where the snapshot goes is said in ${label('target')}`);
}


/***/ }),

/***/ 3971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ OptionError)
/* harmony export */ });
/**
 * A setting is missing, malformed or contradicts another one. The message is a sentence that names the
 * setting, its value (never a secret's) and what to do. Thrown before anything is read or written; the
 * command line ends with 2.
 */
class OptionError extends Error {
    name = 'OptionError';
}


/***/ }),

/***/ 1271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vr: () => (/* binding */ createOptionReader),
  KE: () => (/* binding */ listed),
  jU: () => (/* binding */ nameThatCounts),
  og: () => (/* binding */ parseFlag),
  qx: () => (/* binding */ refuseControlCharacters)
});

;// CONCATENATED MODULE: ./build/options/identity-tokens.js
/** What a face without tokens of its own says. */
const NO_IDENTITY_TOKENS = {
    missing: 'takes the OIDC token of a GitHub runner, and there is none here: set AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE in the '
        + 'environment instead, which the AWS SDK reads',
    request: () => Promise.reject(new Error('there are no identity tokens here')),
    keepSecret: () => undefined,
};

// EXTERNAL MODULE: ./build/options/option-error.js
var option_error = __webpack_require__(3971);
// EXTERNAL MODULE: ./build/options/option-specs.js + 6 modules
var option_specs = __webpack_require__(5251);
;// CONCATENATED MODULE: ./build/options/option-reader.js



/** A reader over the given values. */
function createOptionReader(values, label, tokens = NO_IDENTITY_TOKENS) {
    const given = (name) => values[name]?.trim() ?? '';
    const text = (name) => {
        const value = given(name);
        if (value === '')
            return undefined;
        refuseControlCharacters(label(name), value, (0,option_specs/* specOf */.rI)(name).form);
        return value;
    };
    return {
        label,
        tokens,
        given,
        text,
        required: (name) => {
            const value = text(name);
            if (value !== undefined)
                return value;
            throw new option_error/* OptionError */.e(`${label(name)} is required: ${(0,option_specs/* specOf */.rI)(name).help}`);
        },
        flag: (name) => {
            const value = text(name);
            return value === undefined ? undefined : parseFlag(label(name), value);
        },
        choice: (name, choices) => {
            const value = text(name);
            return value === undefined ? undefined : parseChoice(label(name), value, choices);
        },
        count: (name, least, most) => {
            const value = text(name);
            return value === undefined ? undefined : parseCount(label(name), value, least, most);
        },
        duration: (name, leastMs, mostMs) => {
            const value = text(name);
            return value === undefined ? undefined : parseDuration(label(name), value, leastMs, mostMs);
        },
    };
}
/** The setting of a side where it is given, else the one for both. */
function nameThatCounts(reader, prefix, name) {
    return reader.text((0,option_specs/* ofSide */.xB)(prefix, name)) === undefined ? name : (0,option_specs/* ofSide */.xB)(prefix, name);
}
/**
 * Refuses what would break a line or steer a terminal, wherever the value is shown.
 *
 * @throws OptionError naming the setting
 */
function refuseControlCharacters(label, value, form) {
    if (form === 'document')
        return;
    const pattern = form === 'lines' ? /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/;
    if (!pattern.test(value))
        return;
    const shown = form === 'secret' ? '' : ` (${JSON.stringify(value)})`;
    throw new option_error/* OptionError */.e(`${label} contains a line break or another control character${shown}: give it without`);
}
/**
 * Reads the booleans of YAML 1.2's core schema, as GitHub's own toolkit does: `true`, `True`, `TRUE` and
 * their opposites. `yes`, `1` and `on` are refused, for a guess could delete or overwrite something.
 *
 * @throws OptionError naming the setting and the value.
 */
function parseFlag(label, value) {
    if (value === 'true' || value === 'True' || value === 'TRUE')
        return true;
    if (value === 'false' || value === 'False' || value === 'FALSE')
        return false;
    throw new option_error/* OptionError */.e(`${label} is ${JSON.stringify(value)}: write true or false`);
}
function parseChoice(label, value, choices) {
    const exact = choices.find((choice) => choice === value);
    if (exact !== undefined)
        return exact;
    const near = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
    const advice = near === undefined ? `write ${listed(choices, 'or')}` : `did you mean ${near}?`;
    throw new option_error/* OptionError */.e(`${label} is ${JSON.stringify(value)}: ${advice}`);
}
function parseCount(label, value, least, most) {
    const number = /^[0-9]{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most)
        return number;
    throw new option_error/* OptionError */.e(`${label} is ${JSON.stringify(value)}: write a whole number from ${least} to ${most}`);
}
const UNITS = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
];
function parseDuration(label, value, leastMs, mostMs) {
    const parts = /^(?:(\d{1,6})d)? ?(?:(\d{1,6})h)? ?(?:(\d{1,6})m)? ?(?:(\d{1,6})s)?$/.exec(value)?.slice(1);
    const ms = parts === undefined
        ? NaN
        : UNITS.reduce((sum, [, unitMs], index) => sum + Number(parts[index] ?? 0) * unitMs, 0);
    if (ms >= leastMs && ms <= mostMs)
        return ms;
    throw new option_error/* OptionError */.e(`${label} is ${JSON.stringify(value)}: write a duration from ${durationText(leastMs)} to ${durationText(mostMs)}, `
        + 'such as 90s, 30m or 1h30m');
}
function durationText(ms) {
    const [unit, unitMs] = UNITS.find(([, each]) => ms % each === 0) ?? ['s', 1_000];
    return `${ms / unitMs}${unit}`;
}
/** `a`, `a or b`, `a, b or c`. */
function listed(items, word) {
    if (items.length < 2)
        return items.join('');
    return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}


/***/ }),

/***/ 5251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dP: () => (/* binding */ COMMAND_OPTIONS),
  Fx: () => (/* binding */ OPTION_SPECS),
  oV: () => (/* binding */ calledNow),
  Xr: () => (/* binding */ formerNamesOf),
  xu: () => (/* binding */ isAwsItself),
  xB: () => (/* binding */ ofSide),
  rI: () => (/* binding */ specOf)
});

// UNUSED EXPORTS: groupedOptionsOf

;// CONCATENATED MODULE: ./build/options/specs/moved-files.js
const PLANS = ['relocate', 'promote', 'inspect'];
const OUTSIDE_STATE_HELP = "what to do where state points at files outside of the snapshot, which are the job's input or output (default: warn)";
/** Files that are not where `_metadata` says, or outside of the snapshot. */
const MOVED_AND_OUTSIDE = [
    {
        name: 'path-map',
        form: 'lines',
        placeholder: 'rule',
        help: 'rule "old => new" for files that lie outside the snapshot',
        description: "Where files outside of the snapshot's own directory go: lines `old => new`, the longest matching prefix wins. Files are read below the old and written below the new prefix. Blank lines and lines that begin with `#` are ignored.",
        commands: ['relocate', 'promote', 'inspect', 'rewrite'],
        of: { rewrite: { help: 'rule "old => new"' } },
    },
    {
        name: 'read-map',
        form: 'lines',
        placeholder: 'rule',
        help: 'rule "former => present" for files that are read from another place than _metadata names: moved ones, or a replica',
        description: 'Where to read files that are no longer where `_metadata` says: lines `former => present`, the longest matching prefix wins. For files of other places that were moved, or to read a replica. It does not change where files go.',
        commands: PLANS,
    },
    {
        name: 'moved-from',
        form: 'text',
        placeholder: 'uri',
        help: 'former home of a snapshot whose files were moved before _metadata was rewritten',
        description: 'The former home of a snapshot whose files were moved before (for example by `aws s3 mv`): `_metadata` still names that place, the files lie beside it. Usually found without this input. For moved files of other places use `read-map`.',
        commands: PLANS,
    },
    {
        name: 'external-files',
        form: 'text',
        placeholder: 'fail|copy|keep',
        help: 'what to do with referenced files outside the snapshot that no rule covers',
        description: "What to do with referenced files that lie outside of the snapshot and match no `path-map` rule. `fail`: stop, and say which rule to add. `copy`: copy them along (only from the source's own bucket). `keep`: leave them where they are; the result goes on depending on them.",
        fallback: 'fail',
        commands: PLANS,
    },
    {
        name: 'claimed-savepoint',
        form: 'lines',
        placeholder: 'uri',
        help: 'native savepoint that the job was started from with CLAIM; lost relative files are looked for there',
        description: "Directories of native savepoints from which the snapshot's job was started with CLAIM, one a line. Needed only when relative handles name files that are not beside `_metadata` (FLINK-39964): they are looked for here, copied along, and written as absolute handles.",
        commands: PLANS,
    },
    {
        name: 'outside-state',
        form: 'text',
        placeholder: 'fail|warn|ignore',
        help: "what to do where state points at files outside of the snapshot, which are the job's input or output",
        description: 'What to do where the state itself points at something outside of the snapshot: the output in progress of a file sink, files that a source has yet to read, transactions. A relocation does not change that, and the job goes on there. `warn`, the default: say what, and what to do. `fail`: write nothing where the job would go on writing or reading there, or where that cannot be known. `ignore`: do not report it. Pending batches of a GenericWriteAheadSink, which the job would lose silently, stop the run unless this is `ignore`.',
        commands: PLANS,
        of: {
            relocate: { help: OUTSIDE_STATE_HELP },
            inspect: { help: OUTSIDE_STATE_HELP },
            promote: {
                description: 'What to do where the state itself points at something outside of the snapshot: the output in progress of a file sink, files that a source has yet to read, transactions. A relocation does not change that, and the job goes on there. `fail`, the default: write nothing where the job would go on writing or reading there, or where that cannot be known. `warn`: say what, and what to do. `ignore`: do not report it. Pending batches of a GenericWriteAheadSink, which the job would lose silently, stop the run unless this is `ignore`.',
            },
        },
        former: { name: 'unrelocatable-state', commands: PLANS, values: { fail: 'warn' } },
    },
    {
        name: 'allow-outside',
        form: 'lines',
        placeholder: 'uri',
        help: 'place outside of the snapshot that state may point at',
        description: 'Places outside of the snapshot that the state may point at, one per line: what lies below them is not reported and does not fail the run. For output that stays where it is.',
        commands: PLANS,
    },
    {
        name: 'state-reads',
        form: 'flag',
        placeholder: 'boolean',
        help: 'read the small state of sources and sinks to see what it points at',
        description: 'Read the small state of sources and sinks (64 KiB of a file, 16 MiB in all) to see what it points at. `false`: no state is read, and only names and numbers of entries are told.',
        fallback: 'true',
        commands: [...PLANS, 'diff'],
    },
];

;// CONCATENATED MODULE: ./build/options/specs/results.js
const RELOCATES = ['relocate', 'promote'];
/** What the run leaves, and what comes after it. */
const RESULTS = [
    {
        name: 'job-files',
        form: 'text',
        placeholder: 'directory',
        help: 'local directory for files that start a job from the result: flink run arguments, operator resources, configuration',
        description: 'A directory of the runner for files that start a job from the result: arguments of `flink run`, a patch for a FlinkDeployment, a FlinkStateSnapshot, Flink configuration, and `resume.json`, which says what the others are. Relative to the working directory. A dry run writes none. Only files that the `resume.json` of an earlier run there names are replaced.',
        commands: RELOCATES,
        former: { name: 'output-dir', commands: RELOCATES },
    },
    {
        name: 'restore-command',
        form: 'document',
        placeholder: 'command',
        help: 'a command that starts the job from the relocated snapshot; {snapshot-path} and {claim-mode} in its words are replaced',
        description: 'A command that starts the job, run without a shell after the snapshot was verified: `flink run --detached -s {snapshot-path} job.jar`, `kubectl patch …`. `{snapshot-path}`, `{metadata-path}`, `{claim-mode}` and `{job-files}` in its words are replaced; `FLINK_SNAPSHOT_PATH` and its like are in its environment. Not run in a dry run.',
        commands: ['promote'],
    },
    {
        name: 'html',
        form: 'text',
        placeholder: 'file',
        help: 'write the result as one self-contained HTML page to this local file',
        description: "Where the HTML page is written: a path in the workspace, or an absolute one. Without it a file in the runner's temporary directory; the output `html` names it either way.",
        commands: ['inspect'],
    },
    {
        name: 'list',
        form: 'text',
        placeholder: 'count',
        help: 'most snapshots that are listed, 1 to 1000',
        description: 'Most snapshots that are listed, 1 to 1000. So many checkpoints of each job are looked at, too.',
        fallback: '20',
        commands: ['find'],
    },
    {
        name: 'summary',
        form: 'flag',
        placeholder: 'boolean',
        help: 'write a job summary',
        description: 'Write a job summary.',
        fallback: 'true',
        commands: ['relocate', 'promote', 'savepoint', 'find', 'inspect'],
        actionOnly: true,
    },
];

;// CONCATENATED MODULE: ./build/options/specs/safety.js
const safety_RELOCATES = ['relocate', 'promote'];
/** What must hold, and what may be destroyed. */
const SAFETY = [
    {
        name: 'complete',
        form: 'text',
        placeholder: 'metadata|files',
        help: 'files: every file that _metadata names is there; metadata: only _metadata is looked at',
        description: 'What a complete snapshot is. `files`: every file that `_metadata` names is there, with the right size; otherwise the next older snapshot is taken, and a warning says why. `metadata`: `_metadata` is there and can be read, and no file is looked for.',
        fallback: 'files',
        commands: ['find'],
    },
    {
        name: 'max-age',
        form: 'text',
        placeholder: 'duration',
        help: 'fail when the newest complete snapshot is older, such as 30m, 12h or 7d',
        description: 'Fail when the newest complete snapshot is older than this, such as `30m`, `12h` or `7d`: the job may have stopped to take any.',
        commands: ['find'],
    },
    {
        name: 'check-files',
        form: 'flag',
        placeholder: 'boolean',
        help: 'ask the store for every file that _metadata names',
        description: "Ask the store for every file that `_metadata` names, and say which are missing, have another size or are archived. Files of other buckets are not looked for, nor local files outside of the snapshot's directory.",
        fallback: 'false',
        commands: ['inspect'],
    },
    {
        name: 'fail-on',
        form: 'text',
        placeholder: 'what',
        help: 'end with exit code 1 when this is found',
        description: "What fails the step, with `check-files`. `missing`, the default: a file is missing, has another size or is archived, or none could be looked for. `outside`: also when a file lies outside of the snapshot's own directory (of a checkpoint: its job's). `never`: nothing. Outputs, page, report and summary are there all the same.",
        commands: ['inspect', 'diff'],
        of: {
            inspect: {
                placeholder: 'missing|outside|never',
                help: 'what --check-files ends with exit code 1 for: files that cannot be used, or lie outside of the snapshot as well (default: missing)',
            },
            diff: {
                placeholder: 'none|restore|difference',
                help: 'end with exit code 1 when a restore is in doubt, or when anything but sizes differs (default: none)',
            },
        },
    },
    {
        name: 'overwrite',
        form: 'flag',
        placeholder: 'boolean',
        help: 'replace a different snapshot, or files of other content, at the target; never files that another snapshot there refers to',
        description: "Replace a different snapshot, or files with other content, at the target. Never files that another snapshot there needs, and never another job's. An identical snapshot is never an error.",
        fallback: 'false',
        commands: ['relocate', 'promote', 'rewrite'],
        of: { rewrite: { help: 'replace OUT where it exists' } },
    },
    {
        name: 'delete-source',
        form: 'flag',
        placeholder: 'boolean',
        help: 'delete the copied files at the source, when each is proved by content',
        description: 'Delete the snapshot at the source, last of all: when outputs, report and job files are written, every file of the target was proved by content, and source and target were proved to be two places. Only files unchanged since they were copied are deleted, and never those that other checkpoints may share. A run that was stopped while it deleted is finished by the next.',
        fallback: 'false',
        commands: safety_RELOCATES,
    },
    {
        name: 'expect-plan',
        form: 'text',
        placeholder: 'sha256',
        help: 'fingerprint of the plan that a dry run told: write nothing when the plan is another one now',
        description: 'The `plan-fingerprint` of a dry run that was approved. If the snapshot or the plan has changed since, the step fails before anything is written.',
        commands: safety_RELOCATES,
    },
    {
        name: 'verify',
        form: 'text',
        placeholder: 'fast|strict',
        help: 'fast: sizes, and whatever the stores know of the content, nothing read again; strict: every file is read at both ends',
        description: 'What proves the result. `fast`: sizes, and ETags or checksums where the stores have them, without reading files again; the report counts what was proved by size alone. `strict`: content: each file is read at both ends as well, and copied again where it differs. `_metadata` is read back either way.',
        fallback: 'fast',
        commands: safety_RELOCATES,
    },
];

;// CONCATENATED MODULE: ./build/options/specs/sides.js
const REACHES_S3 = ['relocate', 'inspect', 'diff', 'find', 'rewrite', 'promote'];
const TAKES_ROLES = ['relocate', 'inspect', 'find', 'promote'];
/**
 * How S3 is reached, and by whom. As they stand they are for both sides; each has a form for the source
 * alone and one for the target alone.
 */
const OF_A_SIDE = [
    {
        name: 'endpoint',
        form: 'text',
        placeholder: 'url',
        help: 'http(s) URL of an S3 compatible server; aws, or not given: AWS itself',
        description: 'URL of an S3 compatible server, such as `https://minio.example.com:9000`. With a path, such as `https://project.example.com/storage/v1/s3`, requests go below it and are signed with it, as the AWS SDKs do. `aws`, or empty: AWS itself.',
        commands: REACHES_S3,
        flinkConfig: 'endpoint',
    },
    {
        name: 'region',
        form: 'text',
        placeholder: 'name',
        help: 'AWS region',
        description: 'AWS region of the bucket.',
        commands: REACHES_S3,
        flinkConfig: 'region',
    },
    {
        name: 'force-path-style',
        form: 'flag',
        placeholder: 'boolean',
        help: 'address buckets as endpoint/bucket (default: true with an endpoint)',
        description: '`true`: address buckets as `endpoint/bucket`, which most compatible servers need. `false`: as `bucket.endpoint`. When empty: `true` with an `endpoint`, else `false`.',
        commands: REACHES_S3,
        flinkConfig: 'pathStyle',
    },
    {
        name: 'access-key-id',
        form: 'text',
        placeholder: 'id',
        help: 'access key id',
        description: 'Access key id. When no key is given, credentials come from the AWS default chain: environment, OIDC, profile, instance role.',
        commands: REACHES_S3,
        variable: 'AWS_ACCESS_KEY_ID',
        flinkConfig: 'accessKey',
    },
    {
        name: 'secret-access-key',
        form: 'secret',
        placeholder: 'key',
        help: 'secret access key',
        description: 'Secret access key that belongs to `access-key-id`. Masked in the log.',
        commands: REACHES_S3,
        variable: 'AWS_SECRET_ACCESS_KEY',
        flinkConfig: 'secretKey',
    },
    {
        name: 'session-token',
        form: 'secret',
        placeholder: 'token',
        help: 'session token of temporary credentials',
        description: 'Session token, for temporary credentials. Masked in the log.',
        commands: REACHES_S3,
        variable: 'AWS_SESSION_TOKEN',
        flinkConfig: 'sessionToken',
    },
    {
        name: 'profile',
        form: 'text',
        placeholder: 'name',
        help: 'profile of the AWS configuration files: its keys or role, endpoint, region, addressing style and certificates',
        description: 'Profile of the AWS configuration files, in place of keys: its keys or role, endpoint, region, addressing style and certificates.',
        commands: REACHES_S3,
    },
    {
        name: 'anonymous',
        form: 'flag',
        placeholder: 'boolean',
        help: 'read a public bucket without credentials: requests are not signed',
        description: '`true`: read a public bucket without credentials, as `--no-sign-request` of the AWS CLI does; credentials in the environment are ignored. For a source only: a target always needs keys.',
        commands: REACHES_S3,
    },
    {
        name: 'role-to-assume',
        form: 'text',
        placeholder: 'arn',
        help: "IAM role to take with the runner's OIDC token",
        description: "ARN of an IAM role to assume with the job's OIDC token, instead of keys. The job needs `id-token: write`. Its keys are renewed, with a new token, as long as the run lasts.",
        commands: TAKES_ROLES,
        actionOnly: true,
    },
    {
        name: 'role-session-name',
        form: 'text',
        placeholder: 'name',
        help: 'name of the sessions of a role',
        description: 'Name of the sessions of a role, for the logs of its account.',
        fallback: 'flink-snapshot',
        commands: TAKES_ROLES,
        actionOnly: true,
    },
    {
        name: 'role-duration-seconds',
        form: 'text',
        placeholder: 'count',
        help: 'how long the keys of a role are valid, 900 to 43200',
        description: 'How long the keys of a role are valid before they are renewed, 900 to 43200. The role must allow it.',
        fallback: '3600',
        commands: TAKES_ROLES,
        actionOnly: true,
    },
    {
        name: 'role-audience',
        form: 'text',
        placeholder: 'text',
        help: 'audience of the OIDC token',
        description: "Audience of the OIDC token, as configured in the AWS account's identity provider.",
        fallback: 'sts.amazonaws.com',
        commands: TAKES_ROLES,
        actionOnly: true,
    },
    {
        name: 'request-payer',
        form: 'text',
        placeholder: 'requester',
        help: 'who pays for requests: requester, for a bucket with "requester pays"',
        description: '`requester`: the account that signs the requests pays for them, as "requester pays" buckets require.',
        commands: REACHES_S3,
        flinkConfig: 'requestPayer',
    },
    {
        name: 'sse-customer-key',
        form: 'secret',
        placeholder: 'base64',
        help: 'key of 32 bytes in base64 with which the objects are encrypted (SSE-C)',
        description: 'Customer-provided encryption key (SSE-C, AES256): 32 bytes in base64. Everything that is read must be encrypted with it, everything that is written will be. Flink reads such objects through its Hadoop S3 plugin, with `fs.s3a.encryption.algorithm: SSE-C` and the key. Over TLS only. Masked in the log.',
        commands: REACHES_S3,
        variable: 'S3_SSE_CUSTOMER_KEY',
        flinkConfig: 'customerKey',
    },
    {
        name: 'flink-config',
        form: 'text',
        placeholder: 'file',
        help: "Flink's flink-conf.yaml or config.yaml, from which settings of S3, and the target, are taken that are not given",
        description: "Path of Flink's `flink-conf.yaml` or `config.yaml`, or of a FlinkDeployment or ConfigMap that contains it. It supplies endpoint, path style, region, keys and encryption unless they are given, and `target`, the directory of savepoints. Sensitive values are masked.",
        commands: ['relocate', 'promote', 'inspect', 'find'],
        former: { name: 'source-flink-config', commands: ['inspect', 'find'] },
        of: {
            find: {
                help: "Flink's flink-conf.yaml or config.yaml, from which settings of S3 and the directory are taken that are not given",
                description: 'Path of a `flink-conf.yaml` or `config.yaml`, or of a FlinkDeployment or ConfigMap that holds it, of the cluster that wrote the snapshots. Endpoint, path style, region and keys are taken from it where they are not given, and `directory`: that of savepoints or checkpoints. Sensitive values are masked.',
            },
            inspect: {
                help: "Flink's flink-conf.yaml or config.yaml, from which settings of S3 are taken that are not given",
                description: 'Path of a `flink-conf.yaml` or `config.yaml`, or of a FlinkDeployment or ConfigMap that holds it, of the cluster that wrote the snapshot. Endpoint, path style, region and keys are taken from it where they are not given. Sensitive values are masked.',
            },
        },
    },
];

;// CONCATENATED MODULE: ./build/options/specs/what.js
const what_RELOCATES = ['relocate', 'promote'];
const TAKES_SAVEPOINTS = ['savepoint', 'promote'];
/** Which snapshot, and what is done with it. */
const WHAT = [
    {
        name: 'source',
        form: 'document',
        placeholder: 'uri',
        help: 'snapshot directory, or its _metadata: s3://bucket/path or an absolute local path; or what Flink printed that names it',
        description: "The snapshot to relocate: URI of its directory, or of its `_metadata` file. `s3://bucket/path` (also `s3a`, `s3p`, `s3n`, and `gs`, `oss`, `cosn`, `obs`, `tos`, `cos` over the S3 interface of their stores), `file:///path` or an absolute local path. Or a text that names it: the output of `flink savepoint`, `flink stop` or `flink cancel -s`, an answer of Flink's REST interface, a FlinkDeployment or FlinkStateSnapshot as JSON or YAML.",
        commands: ['relocate', 'inspect', 'promote'],
        requiredBy: ['relocate', 'inspect'],
        of: {
            inspect: {
                description: 'The snapshot to look at: URI of its directory, or of its `_metadata` file. `s3://bucket/path` (also the other schemes of the main action), `file:///path` or an absolute local path; or a text that names it, as in the main action. `_metadata` is read, and the small state of sources and sinks unless `state-reads` is `false`.',
            },
            promote: {
                description: 'The snapshot to promote, in place of `command` or `rest-url`: URI of its directory or of its `_metadata` file, or a text that names it.',
            },
        },
    },
    {
        name: 'as-of',
        form: 'text',
        placeholder: 'time',
        help: 'read the source as it was at this time, such as 2026-11-20T03:00:00Z, from a bucket that keeps versions',
        description: 'Read the source as it was at this time, such as `2026-11-20T03:00:00Z` (with a time zone), from a bucket with versioning: each file, and `_metadata`, in the version that was current then. Recovers a snapshot that a job, a clean-up or a person has deleted. Needs `s3:ListBucketVersions` and `s3:GetObjectVersion`. Not with `delete-source`.',
        commands: ['relocate', 'inspect'],
    },
    {
        name: 'directory',
        form: 'text',
        placeholder: 'uri',
        help: 'directory of savepoints, of chk-N, of jobs, or a snapshot itself: s3://bucket/path or an absolute local path',
        description: 'Where to look: a directory of savepoints, of `chk-N`, of jobs, a mix of those, or a snapshot itself. `s3://bucket/path` (also the other schemes of the main action), `file:///path` or an absolute local path. May be left out with `flink-config`.',
        commands: ['find'],
    },
    {
        name: 'kind',
        form: 'text',
        placeholder: 'any|savepoint|checkpoint',
        help: 'which snapshots count',
        description: 'Which snapshots count: `any`, `savepoint` or `checkpoint`. A directory called `chk-<number>` is a checkpoint, any other one a savepoint.',
        fallback: 'any',
        commands: ['find'],
    },
    {
        name: 'command',
        form: 'document',
        placeholder: 'command',
        help: 'a command that takes a savepoint and prints its path, such as "flink savepoint JOB"; run without a shell',
        description: 'A command that takes a savepoint and prints its path: `./bin/flink savepoint <job> <directory>`, `flink stop …`, or the same by `kubectl exec`. It is run without a shell: quotes and backslashes are understood, pipes, redirections and variables are refused. Its output is shown in the log.',
        commands: TAKES_SAVEPOINTS,
    },
    {
        name: 'rest-url',
        form: 'text',
        placeholder: 'url',
        help: "Flink's REST interface, such as http://jobmanager:8081",
        description: "In place of a command: URL of Flink's REST interface, such as `http://jobmanager:8081`, with a path where a proxy has one. Needs `job-id`.",
        commands: TAKES_SAVEPOINTS,
    },
    {
        name: 'job-id',
        form: 'text',
        placeholder: 'id',
        help: 'job of which the savepoint is taken, 32 hex digits; with rest-url',
        description: 'The job, 32 hex digits as `flink list` shows them. With `rest-url`.',
        commands: ['savepoint', 'promote', 'find'],
        of: {
            find: {
                help: 'only snapshots of this job, 32 hex digits',
                description: 'Only checkpoints of this job, and savepoints that Flink named after it: the 32 hex digits that Flink shows.',
            },
        },
    },
    {
        name: 'stop',
        form: 'flag',
        placeholder: 'boolean',
        help: 'stop the job with the savepoint',
        description: 'Stop the job with the savepoint. With `rest-url`.',
        fallback: 'false',
        commands: TAKES_SAVEPOINTS,
    },
    {
        name: 'drain',
        form: 'flag',
        placeholder: 'boolean',
        help: 'with stop: end all windows and timers first, for a job that is not to go on',
        description: 'With `stop`: send the highest watermark first, so that all windows and timers fire. For a job that is not to go on from the savepoint.',
        fallback: 'false',
        commands: TAKES_SAVEPOINTS,
    },
    {
        name: 'format',
        form: 'text',
        placeholder: 'canonical|native',
        help: "format of the savepoint, Flink 1.15 and later (default: Flink's, canonical)",
        description: "`canonical` or `native`, for Flink 1.15 and later. When empty: Flink's own default, canonical. With `rest-url`.",
        commands: TAKES_SAVEPOINTS,
    },
    {
        name: 'target-directory',
        form: 'text',
        placeholder: 'uri',
        help: "directory under which Flink writes the savepoint (default: the one of Flink's configuration)",
        description: "Directory under which Flink writes the savepoint. When empty, the one of Flink's configuration. With `rest-url`.",
        commands: TAKES_SAVEPOINTS,
    },
    {
        name: 'timeout',
        form: 'text',
        placeholder: 'duration',
        help: 'how long the savepoint may take, such as 90s, 30m or 2h; with rest-url',
        description: 'How long the savepoint may take, such as `90s`, `30m` or `1h30m`. When it is over the step fails; the savepoint goes on in the cluster, for Flink cannot take it back. With `rest-url`.',
        fallback: '30m',
        commands: TAKES_SAVEPOINTS,
    },
    {
        name: 'rest-username',
        form: 'text',
        placeholder: 'name',
        help: 'user for HTTP basic authentication before Flink',
        description: 'User for HTTP basic authentication, where a proxy before Flink wants it.',
        commands: TAKES_SAVEPOINTS,
        variable: 'FLINK_REST_USERNAME',
    },
    {
        name: 'rest-password',
        form: 'secret',
        placeholder: 'password',
        help: 'password for HTTP basic authentication before Flink',
        description: 'Password that belongs to `rest-username`. Masked in the log.',
        commands: TAKES_SAVEPOINTS,
        variable: 'FLINK_REST_PASSWORD',
    },
    {
        name: 'rest-token',
        form: 'secret',
        placeholder: 'token',
        help: 'bearer token for what stands before Flink',
        description: 'Bearer token, in place of user and password. Masked in the log.',
        commands: TAKES_SAVEPOINTS,
        variable: 'FLINK_REST_TOKEN',
    },
    {
        name: 'rest-ca',
        form: 'lines',
        placeholder: 'file',
        help: 'certificate authority to trust for rest-url: a PEM file, or its text',
        description: 'Certificate authority to trust for `rest-url`, beside the known ones: path of a PEM file, or its text.',
        commands: TAKES_SAVEPOINTS,
    },
    {
        name: 'dry-run',
        form: 'flag',
        placeholder: 'boolean',
        help: 'plan only: nothing is written, copied or deleted',
        description: 'Plan only. Says what would be copied, with how many requests and bytes; writes, copies and deletes nothing.',
        fallback: 'false',
        commands: what_RELOCATES,
    },
];
/** The place that a snapshot gets. */
const WHERE_TO = [
    {
        name: 'target',
        form: 'text',
        placeholder: 'uri',
        help: 'directory under which the snapshot is placed; its scheme (s3, s3a, s3p, gs, oss, …, file) is written into _metadata',
        description: "The directory under which the snapshot is placed, as Flink's own target directory is: a savepoint goes to `<target>/<savepoint name>`, a checkpoint to `<target>/<job directory>/chk-N`. The scheme written here (`s3`, `s3a`, `s3p`, `gs`, `oss`, `cosn`, `obs`, `tos`, `cos` or `file`) is used in `_metadata` and in the outputs. May be left out with `flink-config` or `target-flink-config`.",
        commands: ['relocate', 'promote', 'inspect'],
        of: {
            inspect: {
                help: 'tell what a relocation to this directory would do',
                description: 'With it the plan of a relocation to this directory is told too: whether it is possible, what it copies and what it costs. Nothing is written.',
            },
        },
    },
    {
        name: 'target-name',
        form: 'text',
        placeholder: 'name',
        help: "replaces the savepoint's name, or the job directory's name of a checkpoint",
        description: "Another name for the savepoint's directory or, for a checkpoint, for its job directory. One name, no slashes. Required for a checkpoint whose job directory is not named by 32 hex digits, and where the target holds checkpoints of another job under the same id, as in application mode.",
        commands: ['relocate', 'promote', 'inspect'],
    },
];

;// CONCATENATED MODULE: ./build/options/specs/writing.js
const writing_RELOCATES = ['relocate', 'promote'];
const WRITES = ['relocate', 'rewrite', 'promote'];
/** How it is written. */
const WRITING = [
    {
        name: 'transfer',
        form: 'text',
        placeholder: 'auto|streamed',
        help: 'auto: server-side copies where possible; streamed: all bytes go through this machine',
        description: '`auto`: server-side copies where source and target are one endpoint, as far as the store makes them. `streamed`: all bytes go through this machine, for example where two accounts of one endpoint have separate buckets.',
        fallback: 'auto',
        commands: writing_RELOCATES,
    },
    {
        name: 'references',
        form: 'text',
        placeholder: 'preserve|relative',
        help: "relative: name the files in a savepoint's directory relative to it",
        description: '`preserve`: absolute paths stay absolute, relative ones relative. `relative`: the files of a savepoint that lie in its directory are named relative to it, so that the relocated savepoint can be moved again by a plain copy (metadata version 3 and later; never the files of incremental state).',
        fallback: 'preserve',
        commands: writing_RELOCATES,
    },
    {
        name: 'target-sse',
        form: 'text',
        placeholder: 'AES256|aws:kms',
        help: 'server-side encryption of everything that is written',
        description: "Server-side encryption of everything that is written, `AES256` or `aws:kms`. Empty for the bucket's own default. The run stops where the store does not do it.",
        commands: WRITES,
        flinkConfig: 'sse',
    },
    {
        name: 'target-kms-key-id',
        form: 'text',
        placeholder: 'key',
        help: 'KMS key (id, ARN or alias) for target-sse aws:kms',
        description: 'Id, ARN or alias of the KMS key, with `target-sse` set to `aws:kms`.',
        commands: WRITES,
        flinkConfig: 'kmsKeyId',
    },
    {
        name: 'target-storage-class',
        form: 'text',
        placeholder: 'class',
        help: 'storage class of everything that is written, such as STANDARD_IA',
        description: 'Storage class of everything that is written, such as `STANDARD_IA`. Archives are refused, Flink cannot read them.',
        commands: WRITES,
    },
    {
        name: 'target-acl',
        form: 'text',
        placeholder: 'acl',
        help: 'canned ACL of everything that is written, such as bucket-owner-full-control',
        description: 'Canned ACL of everything that is written, such as `bucket-owner-full-control`.',
        commands: WRITES,
    },
];
/** Snapshots that take long. */
const LARGE = [
    {
        name: 'concurrency',
        form: 'text',
        placeholder: 'count',
        help: 'most objects in flight at once, 1 to 1024 (default: chosen by the engine)',
        description: 'Most objects in flight at once, 1 to 1024. Chosen automatically when empty.',
        commands: writing_RELOCATES,
    },
    {
        // What one shard copied starts no job: a promotion has none.
        name: 'shard',
        form: 'text',
        placeholder: 'i/n',
        help: 'copy the i-th of n equal parts and commit nothing; the run without it, after all of them, commits',
        description: 'For several machines: `2/8` copies the second of eight equal parts, proves it and does not write `_metadata`. The last run, without `shard`, finds all parts there and writes it. See docs/SHARDS.md.',
        commands: ['relocate'],
    },
];

;// CONCATENATED MODULE: ./build/options/option-specs.js







/** The name of a setting for a side. */
function ofSide(prefix, name) {
    return `${prefix}${name}`;
}
/** The settings of one side are taken by what has two. */
const TWO_SIDED = ['relocate', 'promote', 'diff', 'rewrite'];
const ofOneSide = (of) => OF_A_SIDE.map((spec) => {
    const { form, placeholder, variable } = spec;
    return {
        form,
        placeholder,
        name: `${of}-${spec.name}`,
        group: of === 'source' ? 'Where from' : 'Where to',
        help: `${spec.name} of the ${of} alone`,
        description: `\`${spec.name}\` of the ${of} alone.`,
        commands: TWO_SIDED.filter((command) => spec.commands.includes(command)),
        ...(spec.actionOnly === true && { actionOnly: true }),
        ...(variable !== undefined && { variable: `${of.toUpperCase()}_${variable}` }),
        side: { of, both: spec.name },
    };
});
function grouped(group, specs) {
    return specs.map((spec) => ({ ...spec, group }));
}
/**
 * Every setting there is, group by group. One that several commands take stands here once, and means the
 * same everywhere. All action.yml files, the tables of the documents and the help of the command line are
 * made from this.
 */
const OPTION_SPECS = [
    ...grouped('What', WHAT),
    ...grouped('Where from', OF_A_SIDE),
    ...ofOneSide('source'),
    ...grouped('Where to', WHERE_TO),
    ...ofOneSide('target'),
    ...grouped('Safety', SAFETY),
    ...grouped('Moved and outside files', MOVED_AND_OUTSIDE),
    ...grouped('Writing', WRITING),
    ...grouped('Large', LARGE),
    ...grouped('Results', RESULTS),
];
const BY_NAME = new Map(OPTION_SPECS.map((spec) => [spec.name, spec]));
/**
 * The specification of a setting.
 *
 * @param command for which it is told; by default in the words for all
 */
function specOf(name, command) {
    const spec = BY_NAME.get(name);
    if (spec === undefined)
        throw new TypeError(`no specification of ${name}`);
    return command === undefined ? spec : { ...spec, ...spec.of?.[command] };
}
const ofCommand = (command) => OPTION_SPECS.filter(({ commands }) => commands.includes(command)).map(({ name }) => name);
/** The settings that each command takes, be it an action or a subcommand of the command line. */
const COMMAND_OPTIONS = {
    relocate: ofCommand('relocate'),
    inspect: ofCommand('inspect'),
    diff: ofCommand('diff'),
    find: ofCommand('find'),
    rewrite: ofCommand('rewrite'),
    savepoint: ofCommand('savepoint'),
    promote: ofCommand('promote'),
};
/** The former names of a command's settings, which are answered for one major version. */
function formerNamesOf(command) {
    return OPTION_SPECS.flatMap(({ name, former }) => former?.commands.includes(command) === true
        ? [
            {
                former: former.name,
                name,
                warning: calledNow(former.name, name),
                valueNow: (value) => former.values?.[value] ?? value,
            },
        ]
        : []);
}
/** The sentence for what has another name now. */
function calledNow(former, name) {
    return `${former} is called ${name} now: write ${name}, for the former name goes with the next major version`;
}
/** The settings of a command by what they are about, without groups that have none. */
function groupedOptionsOf(command) {
    const specs = COMMAND_OPTIONS[command].map((name) => specOf(name, command));
    return OPTION_GROUPS.map((group) => [
        group,
        specs.filter((spec) => spec.group === group),
    ]).filter(([, own]) => own.length > 0);
}
/** Whether an endpoint is given as AWS itself. */
function isAwsItself(endpoint) {
    return endpoint.trim().toLowerCase() === 'aws';
}


/***/ }),

/***/ 2581:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fo: () => (/* binding */ readReadMap),
/* harmony export */   Gi: () => (/* binding */ readClaimedSavepoints),
/* harmony export */   KI: () => (/* binding */ readMovedFrom),
/* harmony export */   V: () => (/* binding */ readAllowOutside),
/* harmony export */   Xy: () => (/* binding */ readTargetName),
/* harmony export */   _E: () => (/* binding */ readTarget),
/* harmony export */   g3: () => (/* binding */ readReachable),
/* harmony export */   o$: () => (/* binding */ readSource),
/* harmony export */   qi: () => (/* binding */ readPathMap),
/* harmony export */   wt: () => (/* binding */ readTakenFrom)
/* harmony export */ });
/* harmony import */ var _text_redact_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6953);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _location_path_map_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2728);
/* harmony import */ var _flink_no_snapshot_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6336);
/* harmony import */ var _flink_snapshot_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6210);
/* harmony import */ var _storage_scheme_advice_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2432);
/* harmony import */ var _option_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3971);
/* harmony import */ var _option_reader_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1271);








/**
 * The snapshot to read: the path that the user wrote, or the one that a text of Flink's names.
 *
 * @throws OptionError for what is neither in S3 nor a local path, and for a text that names none, or
 * several
 */
function readSource(reader) {
    return readReachable(reader, 'source', namedSource(reader).path);
}
/**
 * Where in a text of Flink's the source stood; `undefined` where the user wrote a path.
 *
 * @throws OptionError as {@link readSource}
 */
function readTakenFrom(reader) {
    return namedSource(reader).takenFrom;
}
function namedSource(reader) {
    const text = reader.required('source');
    try {
        const named = (0,_flink_snapshot_text_js__WEBPACK_IMPORTED_MODULE_2__/* .isSnapshotText */ .U)(text) ? (0,_flink_snapshot_text_js__WEBPACK_IMPORTED_MODULE_2__/* .findSnapshot */ .C)(text) : { path: text };
        (0,_option_reader_js__WEBPACK_IMPORTED_MODULE_4__/* .refuseControlCharacters */ .qx)(reader.label('source'), named.path, 'text');
        return named;
    }
    catch (error) {
        if (!(error instanceof _flink_no_snapshot_error_js__WEBPACK_IMPORTED_MODULE_5__/* .NoSnapshotError */ .a))
            throw error;
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${reader.label('source')}: ${error.message}`, { cause: error });
    }
}
/**
 * The directory to write to.
 *
 * @throws OptionError as {@link readSource}, for `s3n`, and for the ARN of an access point.
 */
function readTarget(reader) {
    const text = reader.required('target');
    const location = readReachable(reader, 'target', text);
    refuseUnreadable(reader.label('target'), location);
    if (location.scheme === 's3n') {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${reader.label('target')} is ${JSON.stringify(text)}, but no supported Flink reads s3n: write s3, s3a or s3p, `
            + "whichever the job's S3 plugin serves");
    }
    return location;
}
/** @throws OptionError for a place that no Flink could read: its path is to be written into `_metadata` */
function refuseUnreadable(label, location) {
    if (!(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isAccessPoint */ .Tk)(location))
        return;
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${label} names an access point by its ARN, ${JSON.stringify((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(location))}: that would be written into _metadata, and `
        + "Flink cannot read such a path: write the access point's alias (…-s3alias) as the bucket, or the bucket itself");
}
/** A place that can be read here. @throws OptionError as {@link readSource} */
function readReachable(reader, name, text) {
    const location = locate(reader.label(name), text);
    const begin = `${reader.label(name)} is ${JSON.stringify((0,_text_redact_js__WEBPACK_IMPORTED_MODULE_7__/* .withoutUserInfo */ .s)(text))}`;
    if (location.scheme === 'file') {
        if (location.authority === '')
            return location;
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${begin}, which names the host ${JSON.stringify(location.authority)}: a local path has one or three slashes, `
            + `write file:///${location.authority}${location.path}`);
    }
    if ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isSpokenToByS3 */ .JU)(location.scheme)) {
        if (!location.authority.includes('@'))
            return location;
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${begin}, which has keys before its bucket: write only ${location.scheme}://`
            + `${location.authority.replace(/^.*@/s, '')}${location.path}, and keys as keys`);
    }
    if (location.scheme === 'http' || location.scheme === 'https') {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${begin}: write it as s3://bucket/path, and the server in ${reader.label('endpoint')}`);
    }
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${begin}, and ${location.scheme} can neither be read nor written here, only S3 (s3, s3a, s3p), what speaks it (gs, oss, cosn, `
        + `cos, obs, tos) and local files: ${(0,_storage_scheme_advice_js__WEBPACK_IMPORTED_MODULE_3__/* .adviceForScheme */ .t)(location.scheme, name === 'target' ? 'target' : 'source')}`);
}
function locate(label, text) {
    try {
        return (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(text);
    }
    catch (error) {
        if (!(error instanceof _location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA))
            throw error;
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${label}: ${error.message}`, { cause: error });
    }
}
/**
 * The former home of a moved snapshot.
 *
 * @throws OptionError for what is no location; a rule is told of `read-map`
 */
function readMovedFrom(reader) {
    const label = reader.label('moved-from');
    const given = reader.given('moved-from');
    if (given.includes(' => ')) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${label} is ${JSON.stringify(given)}: it is one place, the former home of the snapshot; `
            + `write rules (former => present) in ${reader.label('read-map')}`);
    }
    if (/[\r\n]/.test(given)) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${label} is ${JSON.stringify(given)}, and a snapshot has one former home: write the places of other files `
            + `as rules (former => present) in ${reader.label('read-map')}`);
    }
    const movedFrom = reader.text('moved-from');
    return movedFrom === undefined ? undefined : locate(label, movedFrom);
}
/**
 * The rules for files that are read elsewhere than `_metadata` says.
 *
 * @throws OptionError naming the line.
 */
function readReadMap(reader) {
    const text = reader.text('read-map');
    return text === undefined ? undefined : parseRules(reader.label('read-map'), text);
}
/** The native savepoints that the job claimed. @throws OptionError naming the line that is no location. */
function readClaimedSavepoints(reader) {
    return readPlaces(reader, 'claimed-savepoint');
}
/**
 * The places that state may point at, in stores of any kind: none of them is opened.
 *
 * @throws OptionError naming the line that is no location.
 */
function readAllowOutside(reader) {
    return readPlaces(reader, 'allow-outside');
}
/** A place in each line. @throws OptionError naming the line that is no location. */
function readPlaces(reader, name) {
    return (reader.text(name) ?? '')
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map((line) => locate(reader.label(name), line));
}
/** The name that replaces the snapshot's. @throws OptionError for what is no single segment of a path. */
function readTargetName(reader) {
    const name = reader.text('target-name');
    if (name === undefined)
        return undefined;
    const begin = `${reader.label('target-name')} is ${JSON.stringify(name)}`;
    if (/[\\/]/.test(name)) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${begin}: it is one name without slashes; what is above it belongs into ${reader.label('target')}`);
    }
    if (name === '.' || name === '..' || name === '_metadata') {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${begin}, which is no name for a snapshot's directory: write a name such as savepoint-copy`);
    }
    return name;
}
/** The rules for files outside of the snapshot. @throws OptionError naming the line. */
function readPathMap(reader) {
    const text = reader.text('path-map');
    const rules = text === undefined ? [] : parseRules(reader.label('path-map'), text);
    for (const { to } of rules)
        refuseUnreadable(reader.label('path-map'), to);
    return rules;
}
function parseRules(label, text) {
    try {
        return (0,_location_path_map_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePathMap */ .D)(text);
    }
    catch (error) {
        if (!(error instanceof _location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA))
            throw error;
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_6__/* .OptionError */ .e(`${label}: ${error.message}`, { cause: error });
    }
}


/***/ }),

/***/ 1065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ readRelocationRequest)
});

// EXTERNAL MODULE: ./build/options/anonymous-option.js
var anonymous_option = __webpack_require__(460);
// EXTERNAL MODULE: ./build/options/as-of-option.js
var as_of_option = __webpack_require__(421);
// EXTERNAL MODULE: ./build/options/option-error.js
var option_error = __webpack_require__(3971);
// EXTERNAL MODULE: ./build/options/option-reader.js + 1 modules
var option_reader = __webpack_require__(1271);
// EXTERNAL MODULE: ./build/options/place-options.js
var place_options = __webpack_require__(2581);
// EXTERNAL MODULE: ./build/options/s3-options.js + 2 modules
var s3_options = __webpack_require__(5184);
// EXTERNAL MODULE: ./build/commands/relocate/shard.js
var shard = __webpack_require__(6583);
;// CONCATENATED MODULE: ./build/options/shard-option.js


/**
 * Reads `shard`, such as `2/8`: the second of eight.
 *
 * @throws OptionError for anything else, for a shard that the split does not have, and beside
 * `delete-source`.
 */
function readShard(reader) {
    const text = reader.text('shard');
    if (text === undefined)
        return undefined;
    const shard = parseShard(reader.label('shard'), text);
    if (reader.flag('delete-source') !== true)
        return shard;
    throw new option_error/* OptionError */.e(`${reader.label('shard')} is ${JSON.stringify(text)} and ${reader.label('delete-source')} is true: a shard has proved its own part only; `
        + `set ${reader.label('delete-source')} for the last run, the one without ${reader.label('shard')}`);
}
function parseShard(label, text) {
    const [, first, second] = /^(\d{1,9}) ?\/ ?(\d{1,9})$/.exec(text) ?? [];
    const said = `${label} is ${JSON.stringify(text)}`;
    if (first === undefined || second === undefined) {
        throw new option_error/* OptionError */.e(`${said}: write which of how many, such as 2/8 for the second of eight`);
    }
    const [index, count] = [Number(first), Number(second)];
    if (count < 1 || count > shard/* MOST_SHARDS */.Y) {
        throw new option_error/* OptionError */.e(`${said}: write a split in 1 to ${shard/* MOST_SHARDS */.Y}, as many as GitHub makes jobs of one matrix`);
    }
    if (index < 1 || index > count) {
        throw new option_error/* OptionError */.e(`${said}: a split in ${count} has the shards 1/${count} to ${count}/${count}; write one of them`);
    }
    return { index, count };
}

;// CONCATENATED MODULE: ./build/options/relocation-options.js







/**
 * Turns settings as texts into a request. Everything that can be judged without looking at a store is
 * judged here.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @param tokens what roles are taken with; without them a role is refused
 * @throws OptionError naming the setting, its value and what to do
 */
function readRelocationRequest(values, label = (name) => name, tokens) {
    const reader = (0,option_reader/* createOptionReader */.Vr)(values, label, tokens);
    const source = (0,place_options/* readSource */.o$)(reader);
    const takenFrom = (0,place_options/* readTakenFrom */.wt)(reader);
    const asOf = (0,as_of_option/* readAsOf */.m)(reader, source);
    (0,as_of_option/* refuseDeletionAsOf */.E)(reader, asOf);
    const target = (0,place_options/* readTarget */._E)(reader);
    const targetName = (0,place_options/* readTargetName */.Xy)(reader);
    const shard = readShard(reader);
    const expectPlan = readExpectPlan(reader);
    const movedFrom = (0,place_options/* readMovedFrom */.KI)(reader);
    const readMap = (0,place_options/* readReadMap */.Fo)(reader);
    const concurrency = reader.count('concurrency', 1, 1024);
    const transfer = reader.choice('transfer', ['auto', 'streamed']);
    const sides = (0,s3_options/* readBothSides */.MA)(reader);
    (0,anonymous_option/* refuseAnonymousTarget */.bY)(reader, target, sides.target);
    (0,anonymous_option/* refuseAnonymousDeletion */.ug)(reader, source, sides.source);
    const targetWrite = (0,s3_options/* readWriteSettings */.zp)(reader);
    refuseWriteSettingsOfFiles(reader, target);
    const allowOutside = (0,place_options/* readAllowOutside */.V)(reader);
    const stateReads = reader.flag('state-reads');
    return {
        source,
        takenFrom,
        ...(asOf && { asOf }),
        target,
        targetName,
        pathMap: (0,place_options/* readPathMap */.qi)(reader),
        movedFrom,
        readMap,
        externalFiles: reader.choice('external-files', ['fail', 'copy', 'keep']) ?? 'fail',
        claimedSavepoints: (0,place_options/* readClaimedSavepoints */.Gi)(reader),
        references: reader.choice('references', ['preserve', 'relative']) ?? 'preserve',
        outsideState: reader.choice('outside-state', ['fail', 'warn', 'ignore']) ?? 'warn',
        ...(allowOutside.length > 0 && { allowOutside }),
        ...(stateReads === false && { stateReads }),
        overwrite: reader.flag('overwrite') ?? false,
        deleteSource: reader.flag('delete-source') ?? false,
        dryRun: reader.flag('dry-run') ?? false,
        expectPlan,
        verify: reader.choice('verify', ['fast', 'strict']) ?? 'fast',
        ...(transfer === 'streamed' && { transfer }),
        shard,
        concurrency,
        sourceS3: sides.source,
        targetS3: sides.target,
        targetWrite,
    };
}
function readExpectPlan(reader) {
    const text = reader.text('expect-plan');
    if (text === undefined || /^[0-9a-f]{64}$/.test(text))
        return text;
    throw new option_error/* OptionError */.e(`${reader.label('expect-plan')} is ${JSON.stringify(text)}: write the 64 hex digits that a dry run gives as `
        + 'plan-fingerprint');
}
/** Who asked for encryption must not get plain local files without a word. */
function refuseWriteSettingsOfFiles(reader, target) {
    if (target.scheme !== 'file')
        return;
    const given = [...s3_options/* WRITE_OPTIONS */.nX, 'target-sse-customer-key'].find((name) => reader.text(name) !== undefined);
    if (given === undefined)
        return;
    throw new option_error/* OptionError */.e(`${reader.label(given)} is given but ${reader.label('target')} is the local ${JSON.stringify(reader.text('target'))}: `
        + `it counts for S3 only, so leave ${reader.label(given)} out`);
}


/***/ }),

/***/ 5184:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nX: () => (/* binding */ WRITE_OPTIONS),
  MA: () => (/* binding */ readBothSides),
  IK: () => (/* binding */ readS3Settings),
  zp: () => (/* binding */ readWriteSettings)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/options/option-error.js
var option_error = __webpack_require__(3971);
// EXTERNAL MODULE: ./build/options/option-reader.js + 1 modules
var option_reader = __webpack_require__(1271);
;// CONCATENATED MODULE: ./build/options/access-options.js



/** The key of AES-256. */
const KEY_BYTES = 32;
/**
 * Reads on what terms the objects of a side are got at.
 *
 * @throws OptionError for malformed values; a key is not repeated in the message
 */
function readAccess(reader, side) {
    const requestPayer = reader.choice((0,option_reader/* nameThatCounts */.jU)(reader, side, 'request-payer'), ['requester']);
    const customerKey = readCustomerKey(reader, (0,option_reader/* nameThatCounts */.jU)(reader, side, 'sse-customer-key'));
    return {
        ...(requestPayer !== undefined && { requestPayer }),
        ...(customerKey !== undefined && { customerKey }),
    };
}
function readCustomerKey(reader, name) {
    const key = reader.text(name);
    if (key === undefined)
        return undefined;
    const bytes = Buffer.from(key, 'base64');
    if (bytes.length === KEY_BYTES && bytes.toString('base64') === key)
        return { key, md5: (0,external_node_crypto_.createHash)('md5').update(bytes).digest('base64') };
    throw new option_error/* OptionError */.e(`${reader.label(name)} is not the base64 of ${KEY_BYTES} bytes (it has ${key.length} characters, not 44): `
        + 'give the key as "openssl rand -base64 32" makes one');
}

// EXTERNAL MODULE: ./build/options/anonymous-option.js
var anonymous_option = __webpack_require__(460);
// EXTERNAL MODULE: ./build/options/option-specs.js + 6 modules
var option_specs = __webpack_require__(5251);
;// CONCATENATED MODULE: ./build/options/role-options.js


const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 43_200;
const DEFAULT_SESSION_NAME = 'flink-snapshot';
const DEFAULT_AUDIENCE = 'sts.amazonaws.com';
/**
 * The role that a setting names; `undefined` where it names none.
 *
 * @param side whose role it would be: session name, duration and audience may be said of one side
 * @throws OptionError for what is no ARN of a role, and where there are no tokens
 */
function readRole(reader, name, side) {
    const arn = reader.text(name);
    const sessionName = readSessionName(reader, side);
    const durationSeconds = reader.count((0,option_reader/* nameThatCounts */.jU)(reader, side, 'role-duration-seconds'), SHORTEST_SECONDS, LONGEST_SECONDS);
    const audience = reader.text((0,option_reader/* nameThatCounts */.jU)(reader, side, 'role-audience')) ?? DEFAULT_AUDIENCE;
    if (arn === undefined)
        return undefined;
    (0,option_reader/* refuseControlCharacters */.qx)(reader.label(name), arn, 'text');
    if (!/^arn:[a-z0-9-]+:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/.test(arn)) {
        throw new option_error/* OptionError */.e(`${reader.label(name)} is ${JSON.stringify(arn)}: write the ARN of a role, such as arn:aws:iam::123456789012:role/flink-snapshots`);
    }
    const { missing, request, keepSecret } = reader.tokens;
    if (missing !== undefined)
        throw new option_error/* OptionError */.e(`${reader.label(name)} ${missing}`);
    return { arn, sessionName, durationSeconds, identityToken: () => request(audience), onSecret: keepSecret };
}
function readSessionName(reader, side) {
    const setting = (0,option_reader/* nameThatCounts */.jU)(reader, side, 'role-session-name');
    const name = reader.text(setting) ?? DEFAULT_SESSION_NAME;
    if (/^[\w=,.@-]{2,64}$/.test(name))
        return name;
    throw new option_error/* OptionError */.e(`${reader.label(setting)} is ${JSON.stringify(name)}: write 2 to 64 letters, digits and the signs = , . @ _ -`);
}

;// CONCATENATED MODULE: ./build/options/s3-options.js






/** What says who signs, where nobody is not meant to. */
const SIGNERS = ['access-key-id', 'profile', 'role-to-assume'];
/**
 * Reads how each side reaches S3. A setting without prefix is for both sides, one with `source-` or
 * `target-` counts before it on its side: who signs (keys, profile, role or nobody) is one set, all others
 * count singly.
 *
 * @throws OptionError for half a set of keys, keys beside a profile, and malformed values.
 */
function readBothSides(reader) {
    return { source: readSide(reader, 'source-'), target: readSide(reader, 'target-') };
}
/**
 * Reads the settings without prefix, for work that has one side.
 *
 * @throws OptionError as {@link readBothSides}.
 */
function readS3Settings(reader) {
    return readSide(reader, '');
}
function readSide(reader, prefix) {
    const ofBoth = readIdentity(reader, '', prefix);
    const own = prefix === '' ? undefined : readIdentity(reader, prefix, prefix);
    const names = namesOf(reader, prefix);
    const access = readAccess(reader, prefix);
    if (own?.profile === undefined) {
        return {
            names,
            ...readReach(reader, (name) => (0,option_reader/* nameThatCounts */.jU)(reader, prefix, name)),
            ...access,
            ...(own ?? (0,anonymous_option/* withoutAnonymous */.KK)(reader, prefix, ofBoth)),
        };
    }
    // A side's own profile says where its server is, too, and counts before what is said of both sides.
    const reach = readReach(reader, (name) => (0,option_specs/* ofSide */.xB)(prefix, name));
    const ofBothSides = Object.entries(readReach(reader, (name) => name));
    const inherited = Object.fromEntries(ofBothSides.filter(([name]) => !(name in reach)));
    return { names, ...reach, ...access, ...own, ...(Object.keys(inherited).length > 0 && { inherited }) };
}
const SINGLE = [
    'endpoint',
    'region',
    'force-path-style',
    'request-payer',
    'sse-customer-key',
];
/** Who signs is one set. */
const IDENTITY = [
    'access-key-id',
    'secret-access-key',
    'session-token',
    'profile',
    'role-to-assume',
    'anonymous',
];
/** What the user calls each setting: by the one that counted. Where none did, by those that could. */
function namesOf(reader, prefix) {
    const { label } = reader;
    const nameOf = (input, given) => {
        const counted = [prefix, ''].find((one) => given.some((name) => reader.text((0,option_specs/* ofSide */.xB)(one, name)) !== undefined));
        if (counted !== undefined)
            return [input, label((0,option_specs/* ofSide */.xB)(counted, input))];
        return [
            input,
            prefix === 'source-' ? `${label((0,option_specs/* ofSide */.xB)(prefix, input))} (or ${label(input)})` : label(input),
        ];
    };
    return Object.fromEntries([
        ...SINGLE.map((input) => nameOf(input, [input])),
        ...IDENTITY.map((input) => nameOf(input, IDENTITY)),
    ]);
}
/** @param side whose a role would be: what goes with it may be said of one side */
function readIdentity(reader, prefix, side) {
    const credentials = readCredentials(reader, prefix);
    const profile = reader.text((0,option_specs/* ofSide */.xB)(prefix, 'profile'));
    const role = readRole(reader, (0,option_specs/* ofSide */.xB)(prefix, 'role-to-assume'), side);
    const [idLabel, profileLabel] = [
        reader.label((0,option_specs/* ofSide */.xB)(prefix, 'access-key-id')),
        reader.label((0,option_specs/* ofSide */.xB)(prefix, 'profile')),
    ];
    if ((0,anonymous_option/* isAnonymous */.ok)(reader, prefix, SIGNERS))
        return { anonymous: true };
    if (credentials !== undefined && profile !== undefined) {
        throw new option_error/* OptionError */.e(`${idLabel} and ${profileLabel} are both given: keep the keys or the profile, not both`);
    }
    if (role !== undefined) {
        const other = credentials !== undefined ? 'keys' : profile !== undefined ? 'profile' : undefined;
        if (other === undefined)
            return { role };
        throw new option_error/* OptionError */.e(`${reader.label((0,option_specs/* ofSide */.xB)(prefix, 'role-to-assume'))} and ${other === 'keys' ? idLabel : profileLabel} are both given: `
            + `keep the role or the ${other}, not both`);
    }
    if (credentials !== undefined)
        return { credentials };
    return profile === undefined ? undefined : { profile };
}
function readCredentials(reader, prefix) {
    const [idName, secretName, tokenName] = [
        (0,option_specs/* ofSide */.xB)(prefix, 'access-key-id'),
        (0,option_specs/* ofSide */.xB)(prefix, 'secret-access-key'),
        (0,option_specs/* ofSide */.xB)(prefix, 'session-token'),
    ];
    const accessKeyId = reader.text(idName);
    const secretAccessKey = reader.text(secretName);
    const sessionToken = reader.text(tokenName);
    if (accessKeyId !== undefined && secretAccessKey !== undefined) {
        return { accessKeyId, secretAccessKey, sessionToken };
    }
    const given = [idName, secretName, tokenName]
        .filter((name) => reader.text(name) !== undefined)
        .map(reader.label);
    if (given.length === 0)
        return undefined;
    const missing = [idName, secretName].filter((name) => reader.text(name) === undefined).map(reader.label);
    throw new option_error/* OptionError */.e(`${(0,option_reader/* listed */.KE)(given, 'and')} ${given.length === 1 ? 'is' : 'are'} given without ${(0,option_reader/* listed */.KE)(missing, 'and')}: `
        + `did you mean to set ${(0,option_reader/* listed */.KE)(missing, 'and')}? Key id, secret and token are one set`);
}
/** @param nameOf the name under which a setting is looked for */
function readReach(reader, nameOf) {
    const regionName = nameOf('region');
    const region = reader.text(regionName);
    if (region !== undefined && !/^[A-Za-z0-9-]+$/.test(region)) {
        throw new option_error/* OptionError */.e(`${reader.label(regionName)} is ${JSON.stringify(region)}: write a region such as eu-central-1`);
    }
    const endpointName = nameOf('endpoint');
    const endpointText = reader.text(endpointName);
    const atAws = endpointText !== undefined && (0,option_specs/* isAwsItself */.xu)(endpointText);
    const endpoint = endpointText === undefined || atAws ? undefined : parseEndpoint(reader.label(endpointName), endpointText);
    const forcePathStyle = reader.flag(nameOf('force-path-style'));
    return {
        ...(region !== undefined && { region }),
        ...(endpoint !== undefined && { endpoint }),
        ...(atAws && { atAws }),
        ...(forcePathStyle !== undefined && { forcePathStyle }),
    };
}
/**
 * An endpoint as `scheme://host[:port][/path]`, without a slash at its end.
 *
 * @throws OptionError for anything else; a password in the URL is not repeated in the message.
 */
function parseEndpoint(label, text) {
    const bare = text
        .replace(/^([a-z]+:\/\/)?.*@/i, '$1***@')
        .replace(/[?#].*$/s, (rest) => `${rest.charAt(0)}…`);
    const shown = JSON.stringify(bare);
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
        throw new option_error/* OptionError */.e(`${label} is ${shown}: write a whole URL such as https://minio.example.com:9000, or aws for AWS itself`);
    }
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') {
        throw new option_error/* OptionError */.e(`${label} is ${shown} and contains a user or password: write only ${url.origin}, and keys as keys`);
    }
    const endpoint = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    if (url.search !== '' || url.hash !== '')
        throw new option_error/* OptionError */.e(`${label} is ${shown}: write only ${endpoint}`);
    return endpoint;
}
const CANNED_ACLS = [
    'private',
    'public-read',
    'public-read-write',
    'authenticated-read',
    'aws-exec-read',
    'bucket-owner-read',
    'bucket-owner-full-control',
];
/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html, without the two archives.
 */
const READABLE_CLASSES = new Set([
    'STANDARD',
    'REDUCED_REDUNDANCY',
    'STANDARD_IA',
    'ONEZONE_IA',
    'INTELLIGENT_TIERING',
    'GLACIER_IR',
    'EXPRESS_ONEZONE',
    'OUTPOSTS',
]);
const ARCHIVES = new Set(['GLACIER', 'DEEP_ARCHIVE']);
/** Names of the settings that {@link readWriteSettings} reads. */
const WRITE_OPTIONS = [
    'target-sse',
    'target-kms-key-id',
    'target-storage-class',
    'target-acl',
];
/**
 * Reads what every write to the target carries.
 *
 * @throws OptionError for what S3 or Flink could not live with.
 */
function readWriteSettings(reader) {
    const sse = reader.choice('target-sse', ['AES256', 'aws:kms']);
    const customerKey = (0,option_reader/* nameThatCounts */.jU)(reader, 'target-', 'sse-customer-key');
    if (sse !== undefined && reader.text(customerKey) !== undefined) {
        throw new option_error/* OptionError */.e(`${reader.label('target-sse')} and ${reader.label(customerKey)} are both given, and an object is encrypted in one way: `
            + 'keep one of them');
    }
    const kmsKeyId = reader.text('target-kms-key-id');
    if (kmsKeyId !== undefined && sse !== 'aws:kms') {
        const now = sse === undefined ? 'is not given' : `is ${sse}`;
        throw new option_error/* OptionError */.e(`${reader.label('target-kms-key-id')} is given but ${reader.label('target-sse')} ${now}: `
            + `did you mean to set ${reader.label('target-sse')} to aws:kms?`);
    }
    const storageClass = readStorageClass(reader);
    const acl = reader.choice('target-acl', CANNED_ACLS);
    return { sse, kmsKeyId, storageClass, acl };
}
/** Other names than AWS's pass, for compatible servers let their operators define classes. */
function readStorageClass(reader) {
    const value = reader.text('target-storage-class');
    if (value === undefined)
        return undefined;
    const label = `${reader.label('target-storage-class')} is ${JSON.stringify(value)}`;
    const upper = value.toUpperCase().replaceAll('-', '_');
    if (ARCHIVES.has(upper)) {
        throw new option_error/* OptionError */.e(`${label}: Flink cannot restore from archived objects; use GLACIER_IR or STANDARD_IA`);
    }
    if (value !== upper && READABLE_CLASSES.has(upper))
        throw new option_error/* OptionError */.e(`${label}: did you mean ${upper}?`);
    if (!/^[A-Za-z0-9_.-]+$/.test(value))
        throw new option_error/* OptionError */.e(`${label}: write a storage class such as STANDARD_IA`);
    return value;
}


/***/ }),

/***/ 7195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ readSavepointRequest)
/* harmony export */ });
/* harmony import */ var _split_command_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3721);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _option_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3971);
/* harmony import */ var _option_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1271);
/* harmony import */ var _option_specs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5251);





const DEFAULT_TIMEOUT_MS = 30 * 60_000;
const LONGEST_TIMEOUT_MS = 24 * 60 * 60_000;
/**
 * Turns settings as texts into a request for a savepoint.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @throws OptionError naming the setting, its value (never a secret's) and what to do
 */
function readSavepointRequest(values, label = (name) => name) {
    const reader = (0,_option_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .createOptionReader */ .Vr)(values, label);
    const command = reader.text('command');
    const restUrl = reader.text('rest-url');
    if (command === undefined && restUrl === undefined) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${label('command')} or ${label('rest-url')} is required: give the command that takes the savepoint, `
            + `or the URL of Flink's REST interface with ${label('job-id')}`);
    }
    if (command !== undefined && restUrl !== undefined) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${label('command')} and ${label('rest-url')} are both given: keep one of them`);
    }
    return command === undefined ? readRest(reader) : readCommand(reader, command);
}
/** What a command says by its own arguments. */
const REST_ONLY = _option_specs_js__WEBPACK_IMPORTED_MODULE_2__/* .COMMAND_OPTIONS */ .dP.savepoint.filter((name) => name !== 'command' && (0,_option_specs_js__WEBPACK_IMPORTED_MODULE_2__/* .specOf */ .rI)(name).group === 'What');
function readCommand(reader, command) {
    const given = REST_ONLY.filter((name) => isGiven(reader, name));
    if (given.length > 0) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${(0,_option_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(given.map(reader.label), 'and')} ${given.length === 1 ? 'counts' : 'count'} for `
            + `${reader.label('rest-url')} only: say it in ${reader.label('command')} by Flink's own options`);
    }
    try {
        return { by: 'command', command: (0,_split_command_js__WEBPACK_IMPORTED_MODULE_4__/* .splitCommand */ .G)(command) };
    }
    catch (error) {
        if (!(error instanceof _split_command_js__WEBPACK_IMPORTED_MODULE_4__/* .CommandTextError */ .Z))
            throw error;
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${reader.label('command')} ${error.message}`, { cause: error });
    }
}
/** action.yml gives its defaults as if they were typed. */
function isGiven(reader, name) {
    const value = reader.text(name);
    return value !== undefined && value !== (0,_option_specs_js__WEBPACK_IMPORTED_MODULE_2__/* .specOf */ .rI)(name).fallback;
}
function readRest(reader) {
    const stop = reader.flag('stop') ?? false;
    const drain = reader.flag('drain') ?? false;
    if (drain && !stop) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${reader.label('drain')} is true but ${reader.label('stop')} is not: a job is drained when it is stopped for good`);
    }
    const format = reader.choice('format', ['canonical', 'native']);
    const targetDirectory = readTargetDirectory(reader);
    const credentials = readCredentials(reader);
    const certificates = reader.text('rest-ca');
    return {
        by: 'rest',
        endpoint: { url: readRestUrl(reader), credentials, certificates },
        jobId: readJobId(reader),
        stop,
        drain,
        format,
        targetDirectory,
        timeoutMs: reader.duration('timeout', 1_000, LONGEST_TIMEOUT_MS) ?? DEFAULT_TIMEOUT_MS,
    };
}
/** @throws OptionError for no whole URL; a password in it is not repeated in the message */
function readRestUrl(reader) {
    const text = reader.required('rest-url');
    const shown = JSON.stringify(text.replace(/^([a-z]+:\/\/)?.*@/i, '$1***@').replace(/[?#].*$/s, (rest) => `${rest.charAt(0)}…`));
    const begin = `${reader.label('rest-url')} is ${shown}`;
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${begin}: write a whole URL such as http://jobmanager:8081`);
    }
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${begin} and contains a user or password: write only the URL, and give them as `
            + `${reader.label('rest-username')} and ${reader.label('rest-password')}`);
    }
    if (url.search !== '' || url.hash !== '') {
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${begin}: write only where the interface is, ${url.origin}${url.pathname}; a page of the web interface is no part of it`);
    }
    return `${url.origin}${url.pathname}`;
}
function readJobId(reader) {
    const jobId = reader.required('job-id');
    if (/^[0-9a-f]{32}$/i.test(jobId))
        return jobId.toLowerCase();
    throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${reader.label('job-id')} is ${JSON.stringify(jobId)}: write the 32 hex digits that flink list shows, not the job's name`);
}
function readTargetDirectory(reader) {
    const text = reader.text('target-directory');
    try {
        if (text !== undefined)
            (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(text);
        return text;
    }
    catch (error) {
        if (!(error instanceof _location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA))
            throw error;
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${reader.label('target-directory')}: ${error.message}`, { cause: error });
    }
}
function readCredentials(reader) {
    const [username, password, token] = [
        reader.text('rest-username'),
        reader.text('rest-password'),
        reader.text('rest-token'),
    ];
    const [userLabel, passwordLabel, tokenLabel] = [
        reader.label('rest-username'),
        reader.label('rest-password'),
        reader.label('rest-token'),
    ];
    if (token !== undefined) {
        if (username === undefined && password === undefined)
            return { token };
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${tokenLabel} is given beside ${username === undefined ? passwordLabel : userLabel}: keep the token, or user and password`);
    }
    if (username === undefined && password === undefined)
        return undefined;
    if (username === undefined || password === undefined) {
        const [given, missing] = username === undefined ? [passwordLabel, userLabel] : [userLabel, passwordLabel];
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${given} is given without ${missing}: did you mean to set ${missing}?`);
    }
    if (username.includes(':'))
        throw new _option_error_js__WEBPACK_IMPORTED_MODULE_3__/* .OptionError */ .e(`${userLabel} contains a colon, which HTTP basic authentication cannot carry`);
    return { username, password };
}


/***/ }),

/***/ 1139:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ settleOptions)
});

;// CONCATENATED MODULE: ./build/flink/config/flink-config-error.js
/**
 * A Flink configuration file cannot be read, or says two things at once. The message names the line or key,
 * never a sensitive value.
 */
class FlinkConfigError extends Error {
    name = 'FlinkConfigError';
}

;// CONCATENATED MODULE: ./build/flink/config/placeholder.js

/** What a shell, the entry point of a container or a chart fills in. */
const PLACEHOLDER = /\$\{[^}]{0,200}\}|\{\{.{0,200}?\}\}/s;
/**
 * Refuses a value that is not filled in yet: it would be taken for a host, a key, or a bucket.
 *
 * @throws FlinkConfigError naming the key and the placeholder, and nothing else of the value
 */
function refusePlaceholder({ key, value }) {
    const [placeholder] = PLACEHOLDER.exec(value) ?? [];
    if (placeholder === undefined)
        return;
    throw new FlinkConfigError(`${key} has the placeholder ${placeholder}, which is filled in elsewhere: give the file as Flink gets it, or the setting as an input`);
}

;// CONCATENATED MODULE: ./build/flink/config/spellings.js

/**
 * Where each plugin looks: its prefixes, its own one first, and names that it copies onto others (`from`
 * counts).
 */
const RULES = {
    // org.apache.flink.fs.s3hadoop.S3FileSystemFactory; the native plugin of Flink 2.3 has the same names and
    // precedence below s3.
    hadoop: {
        prefixes: ['fs.s3a.', 's3a.', 's3.'],
        mirrored: [
            ['access-key', 'access.key'],
            ['secret-key', 'secret.key'],
            ['path-style-access', 'path.style.access'],
        ],
    },
    // org.apache.flink.fs.s3presto.S3FileSystemFactory
    presto: {
        prefixes: ['presto.s3.', 's3.'],
        mirrored: [
            ['access.key', 'access-key'],
            ['secret.key', 'secret-key'],
            ['path.style.access', 'path-style-access'],
        ],
    },
};
/**
 * What a plugin makes of a configuration, as `HadoopConfigLoader` does: its prefixes become one, some names
 * are copied onto others, and for the hadoop plugin what is said of a bucket (`fs.s3a.bucket.<bucket>.`)
 * counts for it before all else.
 *
 * @param bucket absent where it is not known
 * @throws FlinkConfigError where two prefixes give one setting different values, of which Flink takes either
 */
function pluginSettings(config, plugin, bucket) {
    const { prefixes, mirrored } = RULES[plugin];
    const settings = new Map();
    for (const [key, value] of config.entries) {
        const prefix = prefixes.find((one) => key.startsWith(one));
        if (prefix !== undefined)
            put(settings, key.slice(prefix.length), { value, key });
    }
    for (const [from, to] of mirrored) {
        const given = settings.get(from);
        if (given !== undefined)
            settings.set(to, given);
    }
    if (plugin === 'hadoop' && bucket !== undefined) {
        // S3AUtils.propagateBucketOptions
        const own = `bucket.${bucket}.`;
        for (const [name, given] of [...settings])
            if (name.startsWith(own))
                settings.set(name.slice(own.length), given);
    }
    return settings;
}
function put(settings, name, given) {
    const former = settings.get(name);
    if (former !== undefined && former.value !== given.value)
        throw conflict(former, given);
    settings.set(name, former ?? given);
}
/** Two keys give one setting different values. The values are not repeated: they may be secret. */
function conflict(a, b) {
    return new FlinkConfigError(`${a.key} and ${b.key} have different values: keep one, or give the setting as an input`);
}
/**
 * The value under the first of several names for one thing.
 *
 * @throws FlinkConfigError where a further one has another value
 */
function oneOf(settings, names) {
    let found;
    for (const name of names) {
        const given = settings.get(name);
        if (given === undefined)
            continue;
        if (found !== undefined && found.value !== given.value)
            throw conflict(found, given);
        found ??= given;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/flink/config/unsupported-s3.js
/**
 * Providers that do what this program does by itself: static keys, then the default chain of the AWS SDK.
 */
const ORDINARY_PROVIDER = /(?:^|\.)(?:Simple|Temporary|Default|EnvironmentVariable|IAMInstance|Container|InstanceProfile|WebIdentityToken\w*)(?:AWS)?Credentials?Provider(?:Chain)?$/;
/** Providers that give no credentials, so that requests are not signed. */
const ANONYMOUS_PROVIDER = /(?:^|\.)Anonymous(?:AWS)?CredentialsProvider$/;
/** Encryption that can be asked for here, or none; other kinds need keys of the client, or are unknown. */
const KNOWN_ENCRYPTION = /^(?:none|aes256|s3|sse[-_](?:s3|kms)|(?:aws[:_])?kms)?$/i;
const classesIn = (value) => value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
/** Whether S3A's name of an encryption is that with keys of the user's own, which stand beside it. */
function isOfCustomerKeys(algorithm) {
    return algorithm !== undefined && /^sse[-_]c$/i.test(algorithm);
}
const hasKey = (settings) => settings.has('encryption.key') || settings.has('server-side-encryption.key');
const ROLE = 'the role is not taken here; give credentials that may read and write the place';
const ENCRYPTION = 'objects that are encrypted so can neither be read nor written here';
const PROVIDER = 'this class cannot be run here; give credentials, or rely on the AWS default chain';
const unsupported_s3_RULES = {
    hadoop: [
        {
            names: ['aws.credentials.provider'],
            when: (value) => classesIn(value).some((one) => !ORDINARY_PROVIDER.test(one) && !ANONYMOUS_PROVIDER.test(one)),
            advice: PROVIDER,
        },
        {
            names: ['aws.credentials.provider'],
            when: (value) => classesIn(value).some((one) => ANONYMOUS_PROVIDER.test(one)),
            advice: 'to read a public bucket without credentials, set source-anonymous (or anonymous) to true',
        },
        { names: ['assumed.role.arn', 'assume-role.arn'], advice: ROLE },
        {
            names: ['security.credential.provider.path'],
            advice: 'credential stores of Hadoop are not read here; give the keys',
        },
        {
            names: ['encryption.algorithm', 'server-side-encryption-algorithm'],
            when: (value, settings) => !KNOWN_ENCRYPTION.test(value) && !(isOfCustomerKeys(value) && hasKey(settings)),
            advice: ENCRYPTION,
        },
        {
            names: ['accesspoint.arn'],
            advice: "requests go to the bucket; write the access point's alias as the bucket instead",
        },
        {
            // Presto has the same key, which counts with its own switch, and knows other values.
            names: ['sse.type'],
            when: (value) => !KNOWN_ENCRYPTION.test(value),
            advice: ENCRYPTION,
        },
        { names: ['proxy.host'], advice: 'name the proxy in HTTPS_PROXY or HTTP_PROXY' },
        {
            names: ['custom.signers', 'signing-algorithm'],
            advice: 'requests are signed by AWS signature version 4',
        },
    ],
    presto: [
        { names: ['iam-role'], advice: ROLE },
        { names: ['credentials-provider'], advice: PROVIDER },
        {
            names: ['kms-key-id', 'encryption-materials-provider'],
            advice: 'objects that the client encrypted can neither be read nor written here',
        },
    ],
};
/** What of a plugin's settings this program cannot honour, as sentences that name the key. */
function unsupportedSettings(settings, plugin) {
    return unsupported_s3_RULES[plugin].flatMap(({ names, when, advice }) => names.flatMap((name) => {
        const given = settings.get(name);
        return given !== undefined && (when === undefined || when(given.value, settings))
            ? [`${given.key} is not honoured: ${advice}`]
            : [];
    }));
}

;// CONCATENATED MODULE: ./build/flink/config/s3-config.js




/**
 * What a Flink configuration says of a place in S3, in every spelling of the hadoop, presto and native
 * plugins.
 *
 * @throws FlinkConfigError where two keys that count say different things
 */
function s3ConfigOf(config, { scheme, bucket }) {
    const plugins = scheme === 's3p' ? ['presto'] : scheme === 's3' ? ['hadoop', 'presto'] : ['hadoop'];
    const values = {};
    const warnings = new Set();
    const read = plugins.map((plugin) => ({ plugin, settings: pluginSettings(config, plugin, bucket) }));
    const tls = oneSwitch(read.map(({ plugin, settings }) => flagOf(settings.get(TLS_SWITCHES[plugin]))));
    for (const { plugin, settings } of read) {
        const read = plugin === 'hadoop' ? readHadoop(settings, tls) : readPresto(settings, tls);
        for (const [name, given] of Object.entries(read)) {
            const former = values[name];
            // s3: does not tell the plugin. Both read the keys below s3., so only keys of their own can differ.
            if (former !== undefined && former.value !== given.value)
                throw conflict(former, given);
            values[name] = former ?? given;
        }
        for (const warning of unsupportedSettings(settings, plugin))
            warnings.add(warning);
    }
    if (config.entries.has('fs.s3.aws.credentials.provider')) {
        // The one key of the native plugin that is not below s3.
        warnings.add('fs.s3.aws.credentials.provider is not honoured: give credentials, or rely on the AWS default chain');
    }
    if (bucket === undefined
        && [...config.entries.keys()].some((key) => /^(?:fs\.)?s3a?\.bucket\./.test(key))) {
        warnings.add('keys of single buckets (fs.s3a.bucket.…) are not looked at, for the bucket is not known yet');
    }
    return { values, warnings: [...warnings] };
}
/**
 * Names of S3A (org.apache.hadoop.fs.s3a.Constants) and, for regions, of Flink's native plugin
 * (NativeS3FileSystemFactory).
 */
function readHadoop(settings, tls) {
    const algorithm = oneOf(settings, ['encryption.algorithm', 'server-side-encryption-algorithm']);
    const own = oneOf(settings, ['encryption.key', 'server-side-encryption.key']);
    const key = oneOf(settings, ['encryption.key', 'server-side-encryption.key', 'sse.kms.key-id']);
    return compact({
        endpoint: endpointOf(settings, tls),
        region: oneOf(settings, ['endpoint.region', 'region']),
        pathStyle: flagOf(settings.get('path.style.access')),
        accessKey: settings.get('access.key'),
        secretKey: settings.get('secret.key'),
        sessionToken: settings.get('session.token'),
        requestPayer: payerOf(settings.get('requester.pays.enabled')),
        customerKey: isOfCustomerKeys(algorithm?.value) ? own : undefined,
        ...encryptionOf(algorithm ?? nativeEncryption(settings), key),
    });
}
/** Presto reads the same key only when its own switch is on. */
function nativeEncryption(settings) {
    return settings.has('sse.enabled') ? undefined : settings.get('sse.type');
}
/** Names of presto-hive's HiveS3Config, without `hive.`. */
function readPresto(settings, tls) {
    const enabled = flagOf(settings.get('sse.enabled'));
    const type = enabled?.value === 'true' ? (settings.get('sse.type') ?? { value: 'S3', key: enabled.key }) : undefined;
    return compact({
        endpoint: endpointOf(settings, tls),
        pathStyle: flagOf(settings.get('path-style-access')),
        accessKey: settings.get('access-key'),
        secretKey: settings.get('secret-key'),
        sessionToken: settings.get('session-token'),
        requestPayer: payerOf(settings.get('requester-pays.enabled')),
        ...encryptionOf(type, settings.get('sse.kms-key-id')),
    });
}
/** Hosts without a scheme get one: https, unless TLS is switched off. */
function endpointOf(settings, tls) {
    const endpoint = settings.get('endpoint');
    if (endpoint === undefined || /^https?:\/\//i.test(endpoint.value))
        return endpoint;
    return { value: `${tls?.value === 'false' ? 'http' : 'https'}://${endpoint.value}`, key: endpoint.key };
}
/** What each plugin calls the switch for TLS. */
const TLS_SWITCHES = {
    hadoop: 'connection.ssl.enabled',
    presto: 'ssl.enabled',
};
/**
 * A scheme that does not tell the plugin has two switches for one endpoint. The one that is there tells.
 *
 * @throws FlinkConfigError where both are there and differ
 */
function oneSwitch(given) {
    const [first, second] = given.filter((one) => one !== undefined);
    if (first !== undefined && second !== undefined && first.value !== second.value)
        throw conflict(first, second);
    return first;
}
function payerOf(given) {
    const flag = flagOf(given);
    return flag?.value === 'true' ? { value: 'requester', key: flag.key } : undefined;
}
function flagOf(given) {
    if (given === undefined)
        return undefined;
    refusePlaceholder(given);
    const value = given.value.toLowerCase();
    if (value === 'true' || value === 'false')
        return { value, key: given.key };
    throw new FlinkConfigError(`${given.key} is ${JSON.stringify(given.value)}: write true or false`);
}
/**
 * The server-side encryptions that can be asked for here; others are told of by {@link
 * unsupportedSettings}.
 */
const ENCRYPTIONS = {
    aes256: 'AES256',
    s3: 'AES256',
    'sse-s3': 'AES256',
    sse_s3: 'AES256',
    'sse-kms': 'aws:kms',
    sse_kms: 'aws:kms',
    'aws:kms': 'aws:kms',
    aws_kms: 'aws:kms',
    kms: 'aws:kms',
};
function encryptionOf(algorithm, key) {
    if (algorithm !== undefined)
        refusePlaceholder(algorithm);
    const sse = algorithm && ENCRYPTIONS[algorithm.value.toLowerCase()];
    if (algorithm === undefined || sse === undefined)
        return {};
    return { sse: { value: sse, key: algorithm.key }, ...(sse === 'aws:kms' && key && { kmsKeyId: key }) };
}
function compact(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

;// CONCATENATED MODULE: ./build/flink/config/sensitive-keys.js
/**
 * Parts of keys whose values Flink hides: `GlobalConfiguration.SENSITIVE_KEYS` of flink-core 1.18 to 2.3, all
 * of them together.
 */
const SENSITIVE_PARTS = [
    'password',
    'secret',
    'fs.azure.account.key',
    'apikey',
    'api-key',
    'auth-params',
    'service-key',
    'token',
    'basic-auth',
    'jaas.config',
    'http-headers',
];
/** Whether Flink hides the value of this key in its logs. */
function isSensitiveKey(key) {
    const lower = key.toLowerCase();
    return SENSITIVE_PARTS.some((part) => lower.includes(part));
}
/**
 * Whether the value of a sensitive key is one to mask. `security.delegation.tokens.enabled: true` is
 * sensitive by its key; masking `true` would blacken the log, and the runner would drop outputs.
 */
function isSecretValue(key, value) {
    return (isSensitiveKey(key)
        && value.length >= 4
        && !/^(?:true|false|null|none|\d+(?:\.\d+)?(?: ?[a-z]{1,5})?)$/i.test(value));
}

;// CONCATENATED MODULE: ./build/flink/config/snapshot-directories.js
/** CheckpointingOptions of Flink 2.3: the key, then those that came before it, in Flink's own order. */
const KEYS = {
    savepoint: [
        'execution.checkpointing.savepoint-dir',
        'state.savepoints.dir',
        'savepoints.state.backend.fs.dir',
    ],
    checkpoint: ['execution.checkpointing.dir', 'state.checkpoints.dir', 'state.backend.fs.checkpointdir'],
};
/**
 * The default directory of savepoints or checkpoints. The marker of entropy injection (`s3.entropy.key`) is
 * taken out, as Flink does for the path of `_metadata`.
 */
function snapshotDirectoryOf(config, kind) {
    const key = KEYS[kind].find((one) => config.entries.has(one));
    const value = key === undefined ? undefined : config.entries.get(key);
    if (key === undefined || value === undefined)
        return undefined;
    const marker = config.entries.get('s3.entropy.key');
    return { key, value: marker === undefined ? value : value.replace(marker, '') };
}

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/flink/config/flat-config.js
/**
 * Reads `flink-conf.yaml` as `GlobalConfiguration.loadLegacyYAMLResource` does: one `key: value` for each
 * line, everything after a `#` is a comment wherever it stands, no quotes and no escapes, of two equal keys
 * the later one counts. What is no such line is left out.
 */
function readFlatConfig(text) {
    const entries = new Map();
    const warnings = [];
    for (const [index, line] of text.split(/\r\n|[\n\r]/).entries()) {
        const content = trimmed(/^[^#]*/.exec(line)?.[0] ?? '');
        if (content === '')
            continue;
        const end = content.indexOf(': ');
        const key = trimmed(content.slice(0, Math.max(0, end)));
        const value = trimmed(content.slice(end + 2));
        if (end < 0)
            warnings.push(`line ${index + 1} is no "key: value" (a blank after the colon is needed), so Flink leaves it out`);
        else if (key === '' || value === '')
            warnings.push(`line ${index + 1} has no key or no value, so Flink leaves it out`);
        else {
            // A map keeps the place of the first, the value of the last.
            entries.set(key, value);
        }
    }
    return { entries, warnings };
}
/**
 * Java's `String.trim`: everything up to the blank, and no other white space. By hand: a pattern would try a
 * run of blanks inside the text from each of its places.
 */
function trimmed(text) {
    let [begin, end] = [0, text.length];
    while (begin < end && text.charCodeAt(begin) <= 0x20)
        begin += 1;
    while (begin < end && text.charCodeAt(end - 1) <= 0x20)
        end -= 1;
    return text.slice(begin, end);
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/platform/yaml.js
var yaml = __webpack_require__(3855);
;// CONCATENATED MODULE: ./build/flink/config/yaml-config.js



/** Flink's keys have some six parts. */
const MOST_LEVELS = 32;
/** Flink has less than a thousand options. */
const MOST_KEYS = 10_000;
/** As snakeyaml-engine, Flink's parser, has it. */
const MOST_ALIASES = 50;
/**
 * Reads `config.yaml` as Flink since 1.19 does: one document of YAML 1.2 (core schema) that is a mapping,
 * no key twice; nested keys are joined by dots.
 *
 * @throws FlinkConfigError for anything else, and for a key whose nested and flat spelling have different
 * values, of which
 *   Flink takes either
 */
function readYamlConfig(text) {
    return configOfMap(parseYaml(text));
}
/**
 * The keys of a parsed configuration, nested ones joined by dots.
 *
 * @param value a mapping, or nothing
 * @throws FlinkConfigError as {@link readYamlConfig}
 */
function configOfMap(value) {
    const entries = new Map();
    if (external_node_util_.types.isMap(value))
        flatten(value, '', 0, entries);
    else if (value !== null && value !== undefined)
        throw new FlinkConfigError('it is no mapping of keys to values: write key: value');
    return { entries, warnings: [] };
}
/**
 * One document of YAML 1.2 as Flink's parser reads it, its mappings as `Map`.
 *
 * @throws FlinkConfigError for what is none
 */
function parseYaml(text) {
    try {
        return parse(text).toJS({ maxAliasCount: MOST_ALIASES, mapAsMap: true });
    }
    catch (error) {
        // The parser is recursive: what is nested without end ends its stack. By name, for it may be of another
        // realm.
        if (typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError')
            throw tooDeep();
        throw error;
    }
}
function parse(text) {
    const { LineCounter, parseDocument } = (0,yaml/* yamlLibrary */.T)();
    const lines = new LineCounter();
    const document = parseDocument(text, {
        version: '1.2',
        schema: 'core',
        uniqueKeys: false,
        intAsBigInt: true,
        logLevel: 'error',
        prettyErrors: false,
        lineCounter: lines,
    });
    const [error] = document.errors;
    // The message of the parser may quote the line, with its value: the code and the place say enough.
    const refuse = (offset, code) => {
        const { line, col } = lines.linePos(offset);
        return new FlinkConfigError(`line ${line}, column ${col} is no YAML that Flink would read (${code.toLowerCase().replaceAll('_', ' ')})`);
    };
    if (error !== undefined)
        throw refuse(error.pos[0], error.code);
    refuseAliases(document);
    refuseEqualKeys(document, (offset) => refuse(offset, 'DUPLICATE_KEY'));
    return document;
}
/** The parser can do this too, but compares each key with all before it. */
function refuseEqualKeys(document, refused) {
    const { isScalar, visit } = (0,yaml/* yamlLibrary */.T)();
    visit(document, {
        Map: (_key, map) => {
            const seen = new Set();
            for (const { key } of map.items) {
                if (!isScalar(key))
                    continue;
                if (seen.has(key.value))
                    throw refused(key.range?.[0] ?? 0);
                seen.add(key.value);
            }
        },
    });
}
/** Aliases of scalars are harmless; of collections they can blow a small text up without end. */
function refuseAliases(document) {
    const { isAlias, isMap, isScalar, visit } = (0,yaml/* yamlLibrary */.T)();
    let aliases = 0;
    visit(document, {
        Alias: (_key, alias) => {
            const target = alias.resolve(document);
            if (target === undefined)
                throw new FlinkConfigError(`the alias *${alias.source} names nothing that stands before it`);
            if (!isScalar(target)) {
                throw new FlinkConfigError(`it has an alias (*${alias.source}) of a mapping or list, which is not read here: write the values out`);
            }
            aliases++;
            if (aliases > MOST_ALIASES)
                throw new FlinkConfigError(`it has more than ${MOST_ALIASES} aliases (*name): write the values out`);
        },
        Pair: (_key, pair) => {
            if (isMap(pair.key) || isAlias(pair.key))
                throw new FlinkConfigError('a key is a mapping or an alias: write keys as plain texts');
        },
    });
}
function flatten(map, prefix, level, entries) {
    if (level > MOST_LEVELS)
        throw tooDeep();
    for (const [part, value] of map) {
        // Flink's loader fails on what is no text, such as the number 1.
        if (typeof part !== 'string')
            throw new FlinkConfigError(`the key ${prefix}${String(part)} is no text to YAML, so Flink refuses it: put it in quotes`);
        const key = prefix + part;
        if (external_node_util_.types.isMap(value)) {
            flatten(value, `${key}.`, level + 1, entries);
            continue;
        }
        if (value === null || value === undefined)
            throw new FlinkConfigError(`${key} has no value, so Flink refuses the file: give one, or leave the key out`);
        const text = textOf(value);
        if (text === undefined)
            continue;
        const former = entries.get(key);
        if (former !== undefined && former !== text) {
            throw new FlinkConfigError(`${key} stands in it twice, flat and nested, with different values, of which Flink takes either: keep one`);
        }
        entries.set(key, text);
        if (entries.size > MOST_KEYS)
            throw new FlinkConfigError(`it has more than ${MOST_KEYS} keys: check that it is the right file`);
    }
}
/** What `Configuration.getString` gives. Lists are for other options than those that are read here. */
function textOf(value) {
    return typeof value === 'string'
        || typeof value === 'number'
        || typeof value === 'bigint'
        || typeof value === 'boolean'
        ? String(value)
        : undefined;
}
function tooDeep() {
    return new FlinkConfigError(`it is nested deeper than ${MOST_LEVELS} levels, which no configuration of Flink is`);
}

;// CONCATENATED MODULE: ./build/flink/config/resource.js



/** What no configuration of Flink has, and every resource of Kubernetes: JSON is YAML too. */
const RESOURCE = [
    /^[ \t]*["']?apiVersion["']?[ \t]*:|[{,][ \t]*"apiVersion"[ \t]*:/m,
    /^[ \t]*["']?kind["']?[ \t]*:|[{,][ \t]*"kind"[ \t]*:/m,
];
/** The configuration files that a ConfigMap of Flink's holds, and how each is read. */
const FILES = {
    'flink-conf.yaml': readFlatConfig,
    'config.yaml': (text) => configOfMap(parseYaml(text)),
};
/**
 * Reads the configuration that stands in a resource of Kubernetes: in `spec.flinkConfiguration` of one of
 * the operator's (flat or nested keys), or in a file among the `data` of a ConfigMap.
 *
 * @returns `undefined` for a text that is no such resource
 * @throws FlinkConfigError for a resource in which no configuration stands, or more than one
 */
function configInResource(text) {
    if (!RESOURCE.every((pattern) => pattern.test(text)))
        return undefined;
    const resource = parseYaml(text);
    const [version, kind] = [at(resource, 'apiVersion'), at(resource, 'kind')];
    if (typeof version !== 'string' || typeof kind !== 'string')
        return undefined;
    if (kind === 'ConfigMap')
        return configInMap(at(resource, 'data'));
    const given = at(resource, 'spec', 'flinkConfiguration')
        ?? at(resource, 'spec', 'template', 'spec', 'flinkConfiguration');
    if (given !== undefined && given !== null)
        return configOfMap(given);
    throw new FlinkConfigError(version.startsWith('flink.apache.org/')
        ? `it is a ${kind} without flinkConfiguration: give the configuration file of the cluster`
        : `it is a ${kind} of Kubernetes, in which no configuration of Flink stands: give a FlinkDeployment, a ConfigMap with `
            + 'flink-conf.yaml or config.yaml, or such a file');
}
function configInMap(data) {
    const names = data instanceof Map ? [...data.keys()].filter((name) => typeof name === 'string') : [];
    const [name, second] = names.filter((one) => one in FILES);
    if (name !== undefined && second !== undefined)
        throw new FlinkConfigError(`it is a ConfigMap that holds ${name} and ${second}, of which Flink reads one: keep that one`);
    const text = name === undefined ? undefined : at(data, name);
    if (name === undefined || typeof text !== 'string') {
        throw new FlinkConfigError(`it is a ConfigMap that holds ${names.length === 0 ? 'nothing' : names.slice(0, 10).join(', ')}, and neither flink-conf.yaml nor config.yaml`);
    }
    return FILES[name]?.(text) ?? { entries: new Map(), warnings: [] };
}
/** What stands in a mapping under a path of keys. */
function at(value, ...keys) {
    let found = value;
    for (const key of keys)
        found = found instanceof Map ? found.get(key) : undefined;
    return found;
}

;// CONCATENATED MODULE: ./build/flink/config/flink-config.js




/** Several times what a configuration has in which all options of Flink are set. */
const MOST_CHARACTERS = 256 * 1024;
/**
 * Reads a configuration file of Flink by the parser that Flink itself takes for it: a file whose name ends
 * in `flink-conf.yaml` is flat lines (the only format up to Flink 1.18, still read by 1.19 and 1.20), any
 * other one, as `config.yaml`, is YAML 1.2. A resource of Kubernetes is read for the configuration in it,
 * whatever the file is called.
 *
 * @throws FlinkConfigError for what Flink would not load, and for what is larger or deeper than any real
 * file
 */
function readFlinkConfig(fileName, text) {
    if (text.length > MOST_CHARACTERS) {
        throw new FlinkConfigError(`${text.length} characters are more than a configuration of Flink has: check that it is the right file`);
    }
    const resource = configInResource(text);
    if (resource !== undefined)
        return resource;
    return /flink-conf\.yaml$/.test(fileName) ? readFlatConfig(text) : readYamlConfig(text);
}

// EXTERNAL MODULE: ./build/options/option-error.js
var option_error = __webpack_require__(3971);
;// CONCATENATED MODULE: ./build/options/flink-config-file.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





/** Real files have some hundred lines. */
const MOST_BYTES = 1024 * 1024;
/**
 * Reads a configuration file.
 *
 * @param label what the setting that names it is called
 * @param written its path, as the user wrote it
 * @param directory what relative paths count from
 * @throws OptionError for what is no such file
 */
async function openFlinkConfig(label, written, directory) {
    const path = (0,external_node_path_.resolve)(directory, written);
    const name = `${label} ${JSON.stringify(written)}`;
    const text = await readText(path, name);
    return { name, path: written, config: told({ name }, () => readFlinkConfig((0,external_node_path_.basename)(path), text)) };
}
/**
 * Runs a step on a file; what is wrong with the file is told under the name of its setting.
 *
 * @throws OptionError in the place of a FlinkConfigError
 */
function told({ name }, step) {
    try {
        return step();
    }
    catch (error) {
        if (!(error instanceof FlinkConfigError))
            throw error;
        throw new option_error/* OptionError */.e(`${name}: ${error.message}`, { cause: error });
    }
}
async function readText(path, name) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,promises_.open)(path, 'r'), true);
            const found = await file.stat();
            if (!found.isFile())
                throw new option_error/* OptionError */.e(`${name} is no file: give the path of a flink-conf.yaml or config.yaml`);
            if (found.size > MOST_BYTES) {
                throw new option_error/* OptionError */.e(`${name} has ${found.size} bytes, more than a configuration of Flink has: check that it is the right file`);
            }
            return await file.readFile('utf8');
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        if (error instanceof option_error/* OptionError */.e)
            throw error;
        throw new option_error/* OptionError */.e(`${name} cannot be read: check the path; relative ones count from the working directory`, { cause: error });
    }
}

// EXTERNAL MODULE: ./build/options/option-reader.js + 1 modules
var option_reader = __webpack_require__(1271);
// EXTERNAL MODULE: ./build/options/option-specs.js + 6 modules
var option_specs = __webpack_require__(5251);
// EXTERNAL MODULE: ./build/options/place-options.js
var place_options = __webpack_require__(2581);
;// CONCATENATED MODULE: ./build/options/settle-options.js










/** Any of these says who signs. Key id, secret and token are one set. */
const IDENTITY = [
    'access-key-id',
    'secret-access-key',
    'session-token',
    'profile',
    'role-to-assume',
];
const settle_options_KEYS = ['access-key-id', 'secret-access-key', 'session-token'];
const KEY_SET = ['accessKey', 'secretKey', 'sessionToken'];
/** Who asks Flink's REST interface, likewise. */
const REST_IDENTITY = ['rest-username', 'rest-password', 'rest-token'];
/**
 * Adds to the settings what is said elsewhere. The order, the same on both faces:
 *
 * 1. inputs and options, 2. the configuration of Flink, 3. the environment, each of one side (`source-…`,
 *    `target-…`), and after these 4. inputs and options, 5. the configuration of Flink, 6. the environment,
 *    and what else the AWS SDK finds, of both.
 *
 * The first that says something counts. Who signs is one thing: of key id, secret and token all or none are
 * taken from a place. The last step is not done here: what nobody said is left to the SDK.
 *
 * @throws OptionError for a file that cannot be read or says two things, naming the setting
 */
async function settleOptions(values, context) {
    const settled = new Settled(values, context);
    if (settled.takes('rest-url') && settled.has('rest-url'))
        settled.addVariables(REST_IDENTITY);
    if (settled.takes('source-endpoint')) {
        // A side with a profile of its own comes last: what it takes for both sides must not count before the
        // other's.
        const sides = ['target-', 'source-'];
        const ownLast = settled.has('target-profile') ? [...sides].reverse() : sides;
        for (const side of ownLast)
            await settled.addSide(side);
    }
    else if (settled.takes('endpoint'))
        await settled.addOnlySide();
    if (settled.takes('sse-customer-key'))
        settled.addVariables(['sse-customer-key']);
    return settled.result();
}
class Settled {
    #values;
    #given;
    #context;
    #origins = new Map();
    #notes = [];
    #warnings = [];
    #opened = new Map();
    constructor(values, context) {
        this.#given = values;
        this.#values = { ...values };
        this.#context = context;
    }
    takes(name) {
        return option_specs/* COMMAND_OPTIONS */.dP[this.#context.command].includes(name);
    }
    has(name) {
        return (this.#values[name]?.trim() ?? '') !== '';
    }
    result() {
        return {
            values: this.#values,
            label: (name) => this.#origins.get(name) ?? this.#context.label(name),
            notes: this.#notes,
            warnings: [...new Set(this.#warnings)],
        };
    }
    async addSide(prefix) {
        const own = (0,option_specs/* ofSide */.xB)(prefix, 'flink-config');
        const file = this.has(own) ? await this.#open(own) : undefined;
        if (file !== undefined)
            this.#addFile(file, prefix);
        if (!this.#hasIdentity(prefix))
            this.addVariables(settle_options_KEYS.map((name) => (0,option_specs/* ofSide */.xB)(prefix, name)));
        this.addVariables([(0,option_specs/* ofSide */.xB)(prefix, 'sse-customer-key')]);
        // Settings of two clusters are not mixed: a side's own file takes the place of the one for both.
        if (file !== undefined || !this.has('flink-config'))
            return;
        // What it says is of both sides, and a side's own profile counts before that.
        const hasProfile = this.has((0,option_specs/* ofSide */.xB)(prefix, 'profile'));
        this.#addFile(await this.#open('flink-config'), prefix, hasProfile ? ['', prefix] : [prefix, '']);
    }
    async addOnlySide() {
        if (this.has('flink-config')) {
            const file = await this.#open('flink-config');
            if (this.takes('directory'))
                this.#addSearchDirectory(file);
            this.#addS3(file, '', this.takes('directory') ? placeOf(this.#values.directory) : this.#sourcePlace());
        }
    }
    /** Takes what the environment says, unless any of the settings is given: they are one set. */
    addVariables(names) {
        if (names.some((name) => this.has(name)))
            return;
        for (const name of names) {
            const { variable } = (0,option_specs/* specOf */.rI)(name);
            const value = variable === undefined ? '' : (this.#context.env[variable]?.trim() ?? '');
            if (variable === undefined || value === '')
                continue;
            this.#values[name] = value;
            this.#origins.set(name, variable);
        }
    }
    #addFile(file, prefix, before = [prefix]) {
        if (prefix === 'source-')
            this.#addS3(file, prefix, this.#sourcePlace(), before);
        else {
            this.#addDirectory(file, 'target', 'savepoint');
            this.#addS3(file, prefix, placeOf(this.#values.target), before);
        }
    }
    /** @param before whose settings count before the file's */
    #addS3(file, prefix, place, before = [prefix]) {
        if (place !== undefined && !(0,location_location/* isS3Scheme */.Ib)(place.scheme))
            return;
        const { values, warnings } = told(file, () => s3ConfigOf(file.config, { scheme: place?.scheme ?? 's3', bucket: place?.authority }));
        this.#warnings.push(...warnings.map((warning) => `${file.name}: ${warning}`));
        const hasIdentity = before.some((one) => this.#hasIdentity(one));
        for (const [setting, given] of Object.entries(values)) {
            if (hasIdentity && KEY_SET.includes(setting))
                continue;
            const names = namesOf(setting, prefix, before);
            const [name] = names;
            if (name === undefined || names.some((one) => this.has(one)))
                continue;
            if (setting === 'kmsKeyId' && this.#values['target-sse'] !== 'aws:kms')
                continue;
            if (this.#isEncryptedOtherwise(setting, prefix, before))
                continue;
            this.#take(file, name, given);
        }
        if (hasIdentity && values.accessKey !== undefined)
            this.#notes.push(`${file.name}: ${values.accessKey.key} is not taken, for credentials are given`);
    }
    /** An object is encrypted in one way, and the way that was asked for counts before a file's. */
    #isEncryptedOtherwise(setting, prefix, before) {
        if (setting === 'sse')
            return before.some((one) => this.has((0,option_specs/* ofSide */.xB)(one, 'sse-customer-key')));
        return setting === 'customerKey' && prefix === 'target-' && this.has('target-sse');
    }
    #hasIdentity(prefix) {
        const anonymous = this.#values[(0,option_specs/* ofSide */.xB)(prefix, 'anonymous')]?.trim() ?? '';
        return /^true$/i.test(anonymous) || IDENTITY.some((name) => this.has((0,option_specs/* ofSide */.xB)(prefix, name)));
    }
    #addDirectory(file, name, kind) {
        if (this.has(name))
            return;
        const given = snapshotDirectoryOf(file.config, kind);
        if (given !== undefined)
            this.#take(file, name, given);
        else {
            throw new option_error/* OptionError */.e(`${this.#context.label(name)} is required: it is not given, and ${file.name} names no directory of ${kind}s`);
        }
    }
    #addSearchDirectory(file) {
        if (this.has('directory'))
            return;
        const kind = this.#values.kind?.trim() ?? '';
        if (kind === 'savepoint' || kind === 'checkpoint') {
            this.#addDirectory(file, 'directory', kind);
            return;
        }
        const [savepoints, checkpoints] = [
            snapshotDirectoryOf(file.config, 'savepoint'),
            snapshotDirectoryOf(file.config, 'checkpoint'),
        ];
        if (savepoints !== undefined && checkpoints !== undefined && savepoints.value !== checkpoints.value) {
            throw new option_error/* OptionError */.e(`${file.name} names a directory of savepoints (${savepoints.key}) and one of checkpoints (${checkpoints.key}): `
                + `say in ${this.#context.label('kind')} which one is meant, or give ${this.#context.label('directory')}`);
        }
        this.#addDirectory(file, 'directory', savepoints === undefined ? 'checkpoint' : 'savepoint');
    }
    #take(file, name, configured) {
        told(file, () => {
            refusePlaceholder(configured);
        });
        const { key, value } = configured;
        // Not all keys of secrets are among those whose values Flink hides.
        if ((0,option_specs/* specOf */.rI)(name).form === 'secret' && !isSecretValue(key, value))
            this.#context.onSecret?.(key, value);
        this.#values[name] = value;
        this.#origins.set(name, `${key} in ${file.path}`);
        const { label } = this.#context;
        const { side } = (0,option_specs/* specOf */.rI)(name);
        const given = side !== undefined && this.has(side.both) ? `, and counts before ${label(side.both)}` : '';
        this.#notes.push(`${file.name}: ${label(name)} is taken from ${key}${given}`);
    }
    /** A source that is no location yet, or a text that names none, is told of by its own reader. */
    #sourcePlace() {
        try {
            return this.has('source') ? (0,place_options/* readSource */.o$)((0,option_reader/* createOptionReader */.Vr)(this.#given, this.#context.label)) : undefined;
        }
        catch (error) {
            if (error instanceof option_error/* OptionError */.e)
                return undefined;
            throw error;
        }
    }
    async #open(option) {
        const known = this.#opened.get(option);
        if (known !== undefined)
            return known;
        const { label, directory, onSecret } = this.#context;
        const file = await openFlinkConfig(label(option), this.#values[option]?.trim() ?? '', directory);
        for (const [key, value] of file.config.entries)
            if (isSecretValue(key, value))
                onSecret?.(key, value);
        this.#warnings.push(...file.config.warnings.map((warning) => `${file.name}: ${warning}`));
        this.#opened.set(option, file);
        return file;
    }
}
/** What a setting of a file is called for a side, and what else counts before it. */
function namesOf(setting, prefix, before) {
    const spec = option_specs/* OPTION_SPECS */.Fx.find(({ flinkConfig, side }) => flinkConfig === setting && side === undefined);
    if (spec === undefined)
        return [];
    // Nothing is written to a source.
    if (spec.group === 'Writing')
        return prefix === 'target-' ? [spec.name] : [];
    return before.map((one) => (0,option_specs/* ofSide */.xB)(one, spec.name));
}
function placeOf(text) {
    if (text === undefined || text.trim() === '')
        return undefined;
    try {
        return (0,location_location/* parseLocation */.zS)(text);
    }
    catch (error) {
        if (error instanceof location_location/* LocationError */.KA)
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 3721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ splitCommand),
/* harmony export */   Z: () => (/* binding */ CommandTextError)
/* harmony export */ });
/**
 * A text is no single command that can be run without a shell. The message is a sentence without the
 * command's name.
 */
class CommandTextError extends Error {
    name = 'CommandTextError';
}
/** What a shell would take for more than words, and what to do about it. */
const SHELL_ONLY = [
    [/^\|/, 'a pipe (|)'],
    [/^&/, 'an ampersand (&, &&)'],
    [/^;/, 'a semicolon (;)'],
    [/^[<>]/, 'a redirection (< or >)'],
    [/^[()]/, 'a parenthesis'],
    [/^`/, 'a command substitution (`…`)'],
    [/^\$\(/, 'a command substitution ($(…))'],
    [/^\$/, 'a variable ($…)'],
];
const ADVICE = 'the command is run without a shell: put it into single quotes if it is meant literally, '
    + 'take variables from the workflow (${{ env.NAME }}), or call a script';
/**
 * Splits a command into its words, by the rules of a POSIX shell for quotes and backslashes and nothing else:
 * words are separated by blanks; single quotes keep everything; within double quotes a backslash keeps `"`,
 * `\`, `$` and the backquote; outside it keeps the next character, and at the end of a line it joins the next
 * one to it.
 *
 * @throws CommandTextError for an empty text, quotes without end, several lines, an assignment before the
 * command, and for what
 *   only a shell can do, since it would silently become an argument
 */
function splitCommand(text) {
    const reader = new WordReader(text.trim().replace(/\\\r?\n/g, ' '));
    const [program, ...args] = reader.words();
    if (program === undefined || program === '')
        throw new CommandTextError('names no program');
    if (/^[A-Za-z_]\w*=/.test(program)) {
        throw new CommandTextError(`begins with ${JSON.stringify(program.replace(/=.*/s, '=…'))}, which only a shell understands: set it in env`);
    }
    return [program, ...args];
}
class WordReader {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    words() {
        const words = [];
        for (;;) {
            this.#skipBlanks();
            if (this.#at >= this.#text.length)
                return words;
            words.push(this.#word());
        }
    }
    #skipBlanks() {
        while (/[ \t\r\n]/.test(this.#text.charAt(this.#at))) {
            if (this.#text.charAt(this.#at) === '\n') {
                throw new CommandTextError('has several lines: give one command, and end a line that goes on with a backslash');
            }
            this.#at += 1;
        }
    }
    #word() {
        let word = '';
        while (this.#at < this.#text.length && !/[ \t\r\n]/.test(this.#text.charAt(this.#at))) {
            const character = this.#text.charAt(this.#at);
            if (character === "'")
                word += this.#singleQuoted();
            else if (character === '"')
                word += this.#doubleQuoted();
            else
                word += this.#plain(character);
        }
        return word;
    }
    #plain(character) {
        this.#refuseShell();
        this.#at += 1;
        if (character !== '\\')
            return character;
        const kept = this.#text.charAt(this.#at);
        if (kept === '')
            throw new CommandTextError('ends with a backslash');
        this.#at += 1;
        return kept;
    }
    #singleQuoted() {
        const end = this.#text.indexOf("'", this.#at + 1);
        if (end < 0)
            throw new CommandTextError('has a single quote without its end');
        const quoted = this.#text.slice(this.#at + 1, end);
        this.#at = end + 1;
        return quoted;
    }
    #doubleQuoted() {
        let quoted = '';
        for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
            const character = this.#text.charAt(this.#at);
            if (character === '"') {
                this.#at += 1;
                return quoted;
            }
            if (character === '\\' && /["\\$`]/.test(this.#text.charAt(this.#at + 1))) {
                this.#at += 1;
                quoted += this.#text.charAt(this.#at);
                continue;
            }
            if (character === '$' || character === '`')
                this.#refuseShell();
            quoted += character;
        }
        throw new CommandTextError('has a double quote without its end');
    }
    #refuseShell() {
        const rest = this.#text.slice(this.#at, this.#at + 2);
        const found = SHELL_ONLY.find(([pattern]) => pattern.test(rest));
        if (found !== undefined)
            throw new CommandTextError(`contains ${found[1]} that is not quoted; ${ADVICE}`);
    }
}


/***/ }),

/***/ 5515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ createCommandRunner),
/* harmony export */   l: () => (/* binding */ CollectedOutput)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6193);



/** Time to end by itself after SIGTERM, before SIGKILL. */
const GRACE_MS = 5_000;
/**
 * Runs programs as children of this process: found on PATH, or from the working directory where the name
 * has a slash. They read nothing, and are ended when the signal is aborted.
 *
 * @param env the environment of the programs
 * @param shell the program is a command line for the system's shell
 */
function createCommandRunner(env, { shell = false } = {}) {
    return ([program, ...args], { output, signal }) => new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], shell });
        let timer;
        const abort = () => {
            const programs = shell && child.pid !== undefined ? descendantsOf(child.pid) : [];
            child.kill('SIGTERM');
            for (const pid of programs)
                terminate(pid);
            timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
        };
        signal.addEventListener('abort', abort, { once: true });
        const settle = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', abort);
        };
        child.stdout.on('data', (chunk) => {
            output('stdout', chunk);
        });
        child.stderr.on('data', (chunk) => {
            output('stderr', chunk);
        });
        child.on('error', (error) => {
            settle();
            reject(error);
        });
        // A program that it had started may hold its output open: a stopped run does not wait for that.
        child.on('exit', () => {
            if (!signal.aborted)
                return;
            child.stdout.destroy();
            child.stderr.destroy();
        });
        child.on('close', (code, ended) => {
            settle();
            if (signal.aborted)
                reject(signal.reason);
            else if (code === null)
                reject(new Error(`it was ended by ${ended ?? 'a signal'}`));
            else
                resolve(code);
        });
    });
}
/**
 * The programs of a shell: that of Debian, for one, waits for them, and a signal to it leaves them alone.
 * Only Linux tells; the shell of macOS is replaced by the one program that it is given.
 */
function descendantsOf(pid) {
    try {
        const children = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? [];
        return children.map(Number).flatMap((child) => [child, ...descendantsOf(child)]);
    }
    catch {
        return [];
    }
}
function terminate(pid) {
    try {
        process.kill(pid, 'SIGTERM');
    }
    catch {
        // It has ended by itself.
    }
}
/** Of each stream the end is kept, where results and causes stand. */
const MOST_CHARACTERS = 1024 * 1024;
/** A line longer than this is told in parts. */
const LONGEST_LINE = 8 * 1024;
/** Takes the output of a program as it comes, tells its lines, and keeps the end of both streams. */
class CollectedOutput {
    #tell;
    #streams = { stdout: new StreamText(), stderr: new StreamText() };
    constructor(tell) {
        this.#tell = tell;
    }
    add(stream, chunk) {
        for (const line of this.#streams[stream].add(chunk))
            this.#tell(line);
    }
    /** Tells what is left of the last lines. */
    end() {
        for (const stream of [this.#streams.stdout, this.#streams.stderr])
            for (const line of stream.end())
                this.#tell(line);
    }
    /** The text of one stream, or its last million characters. */
    textOf(stream) {
        return this.#streams[stream].text;
    }
}
class StreamText {
    text = '';
    #decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_2__.StringDecoder('utf8');
    #line = '';
    add(chunk) {
        return this.#take(this.#decoder.write(chunk));
    }
    end() {
        const lines = this.#take(this.#decoder.end());
        const last = this.#line;
        this.#line = '';
        return last === '' ? lines : [...lines, last];
    }
    #take(text) {
        this.text += text;
        if (this.text.length > 2 * MOST_CHARACTERS)
            this.text = this.text.slice(-MOST_CHARACTERS);
        // A line that comes in many small pieces is not searched anew with each of them.
        if (!text.includes('\n') && this.#line.length + text.length <= LONGEST_LINE) {
            this.#line += text;
            return [];
        }
        const lines = (this.#line + text).split(/\r?\n/);
        this.#line = lines.pop() ?? '';
        while (this.#line.length > LONGEST_LINE) {
            lines.push(this.#line.slice(0, LONGEST_LINE));
            this.#line = this.#line.slice(LONGEST_LINE);
        }
        return lines;
    }
}


/***/ }),

/***/ 3855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ yamlLibrary)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);

const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url)
const yamlLibrary = () => require('./yaml.cjs')


/***/ }),

/***/ 2079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ PROGRAM),
/* harmony export */   S: () => (/* binding */ explainFailure)
/* harmony export */ });
/* harmony import */ var _commands_savepoint_request_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(560);
/* harmony import */ var _commands_relocation_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1590);
/* harmony import */ var _commands_find_request_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9258);
/* harmony import */ var _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5012);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4774);





/** The name under which Action and command line speak. */
const PROGRAM = 'flink-snapshot';
const MOST_CAUSES = 10;
/** Faults that no input should be able to cause: they are ours to repair. */
const BUGS = new Set(['TypeError', 'RangeError', 'ReferenceError', 'AssertionError']);
const NO_DIRECTORY = 'the working directory does not exist any more: change into another one, or give absolute paths';
/** Tells an error in one line, with its chain of causes. All texts are printable. */
function explainFailure(error) {
    if (isError(error) && 'syscall' in error && error.syscall === 'uv_cwd')
        return { sentence: NO_DIRECTORY, lines: [] };
    if (isError(error) && BUGS.has(error.name)) {
        const what = `unexpected ${error.name}: ${error.message}`;
        return {
            sentence: (0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(`${what}; this is a bug, please report it with these lines`),
            lines: [...stackOf(error), ...causesOf(error, what)],
        };
    }
    const details = hasDetails(error) ? error.details.map(_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g) : [];
    const facts = error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a ? factsOf(error) : [];
    const sentence = messageOf(error);
    return { sentence: (0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(sentence), lines: [...details, ...facts, ...causesOf(error, sentence)] };
}
function hasDetails(error) {
    return error instanceof _commands_relocation_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RelocationError */ .f || error instanceof _commands_savepoint_request_js__WEBPACK_IMPORTED_MODULE_0__/* .SavepointError */ ._ || error instanceof _commands_find_request_js__WEBPACK_IMPORTED_MODULE_2__/* .SearchError */ .F;
}
/**
 * By shape, not by class: an error of another realm (a worker, a test's sandbox) and a DOMException are
 * errors too.
 */
function isError(value) {
    return (typeof value === 'object'
        && value !== null
        && 'name' in value
        && typeof value.name === 'string'
        && 'message' in value
        && typeof value.message === 'string');
}
function messageOf(error) {
    if (!isError(error))
        return String(error);
    return error.message === '' ? error.name : error.message;
}
/** What a server answered, where the sentence itself does not say it. */
function factsOf({ facts, message }) {
    const parts = [];
    if (facts.status !== undefined)
        parts.push(`status ${facts.status}`);
    if (facts.s3Code !== undefined)
        parts.push(facts.s3Code);
    if (facts.requestId !== undefined)
        parts.push(`request id ${facts.requestId}`);
    if (parts.length === 0 || (facts.requestId !== undefined && message.includes(facts.requestId)))
        return [];
    return [(0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(`${facts.operation}: ${parts.join(', ')}`)];
}
function stackOf(error) {
    return (error.stack ?? '')
        .split('\n')
        .slice(1, 6)
        .map((line) => (0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(line.trim()));
}
/**
 * The chain of causes, bounded: it may branch, and nothing forbids a circle. What was said already, by the
 * sentence or by a cause before, is not said again.
 */
function causesOf(error, sentence) {
    const said = [sentence];
    const lines = [];
    let seen = 0;
    const visit = (from) => {
        if (!isError(from))
            return;
        const next = 'errors' in from && Array.isArray(from.errors) ? from.errors.slice(0, 3) : [];
        if (from.cause !== undefined)
            next.push(from.cause);
        for (const cause of next) {
            if (seen++ >= MOST_CAUSES)
                return;
            const message = messageOf(cause);
            if (!said.some((one) => one.includes(message))) {
                lines.push((0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(`caused by ${isError(cause) ? `${cause.name}: ${message}` : message}`));
                said.push(message);
            }
            visit(cause);
        }
    };
    visit(error);
    return lines;
}


/***/ }),

/***/ 3578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HS: () => (/* binding */ filesMood),
/* harmony export */   Qj: () => (/* binding */ refuseFiles),
/* harmony export */   pT: () => (/* binding */ filesCheckText)
/* harmony export */ });
/* unused harmony export FilesError */
/* harmony import */ var _storage_archives_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(679);
/* harmony import */ var _snapshot_check_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2155);
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5765);



/** The snapshot's files are not as the user wants them. */
class FilesError extends Error {
    name = 'FilesError';
}
/** Whether the check found all that it looked for, something that cannot be used, or does not know. */
function filesMood({ checked, notChecked, problems }) {
    if (problems.length > 0)
        return 'bad';
    return checked > 0 && notChecked === 0 ? 'good' : 'unknown';
}
const PROBLEM_TEXTS = {
    missing: 'missing',
    'wrong-size': 'of the wrong size',
    archived: 'archived',
};
/** What became of the files in a few words. What was not looked for is never called good. */
function filesCheckText({ checked, notChecked, problems }) {
    if (checked === 0) {
        return notChecked === 0
            ? 'none to look for: all state is in _metadata'
            : `not looked for: all ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(notChecked)} lie elsewhere`;
    }
    const parts = Object.entries(PROBLEM_TEXTS).flatMap(([kind, text]) => {
        const count = problems.filter(({ problem }) => problem === kind).length;
        return count === 0 ? [] : [`${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(count)} ${text}`];
    });
    const some = notChecked === 0 ? 'all ' : '';
    const found = parts.length === 0
        ? `${some}${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(checked)} are there`
        : `${parts.join(', ')} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(checked)}`;
    return notChecked === 0 ? found : `${found}; ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(notChecked)} elsewhere were not looked for`;
}
/**
 * Ends what looked at a snapshot where its files are not as the user wants them.
 *
 * @param label what the setting `fail-on` is called
 * @throws FilesError with the first file and what to do
 */
function refuseFiles(files, failOn, label) {
    if (files === undefined || failOn === 'never')
        return;
    const [first] = files.problems;
    if (first !== undefined) {
        const also = files.notChecked === 0 ? '' : ` (and ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(files.notChecked, 'file')} elsewhere not looked for)`;
        throw new FilesError(`${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(files.problems.length)} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(files.checked, 'file')} cannot be used${also}, such as ${(0,_snapshot_check_files_js__WEBPACK_IMPORTED_MODULE_1__/* .problemText */ .fI)(first)}: `
            + `${adviceOn(files.problems)}; with ${label} never this is told only`);
    }
    if (files.checked === 0 && files.notChecked > 0) {
        throw new FilesError(`no file was looked for: all ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(files.notChecked)} lie in another bucket or directory than the snapshot. Was it copied by `
            + `another tool? relocate gives its paths the new place; with ${label} never this is told only`);
    }
    if (failOn === 'outside' && files.outside > 0) {
        throw new FilesError(`${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(files.outside, 'file')} of the snapshot ${files.outside === 1 ? 'lies' : 'lie'} outside of its own directory`
            + `${files.notChecked === 0 ? '' : `, ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(files.notChecked)} of them not looked for`}: a job restored from it needs those `
            + 'places too; relocate with external-files copy brings them together');
    }
}
function adviceOn(problems) {
    return problems.every(({ problem }) => problem === 'archived')
        ? (0,_storage_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .archiveAdvice */ .XJ)(problems.map(({ archive }) => archive ?? 'archived'))
        : 'take a new savepoint, or choose another checkpoint';
}


/***/ }),

/***/ 4472:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ seenText),
/* harmony export */   Oc: () => (/* binding */ SEARCH_HEADING),
/* harmony export */   Pc: () => (/* binding */ searchRow),
/* harmony export */   gV: () => (/* binding */ searchLines),
/* harmony export */   mg: () => (/* binding */ searchFacts)
/* harmony export */ });
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5765);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7817);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4774);
/* harmony import */ var _relocation_result_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6937);




/** What was found, as labelled facts. */
function searchFacts({ found }) {
    return [
        ['kind', `${(0,_relocation_result_js__WEBPACK_IMPORTED_MODULE_1__/* .kindText */ .uS)(found)}, checkpoint ${found.checkpointId}`],
        ['metadata', `version ${found.metadataVersion}`],
        [
            'written',
            found.modified === undefined ? 'unknown' : `${found.modified}, ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(found.ageMs ?? 0)} ago`,
        ],
        ['state', (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(found.stateBytes)],
        ...(found.claimMode === undefined ? [] : [['claim mode', found.claimMode]]),
    ];
}
/** The heading of {@link searchRow}. */
const SEARCH_HEADING = [
    'name',
    'kind',
    'job',
    'checkpoint',
    'written',
    '_metadata',
    'complete',
];
/** One snapshot of the listing, a text for each column. */
function searchRow(snapshot) {
    return [
        snapshot.name,
        snapshot.kind,
        snapshot.job ?? '-',
        snapshot.checkpointId ?? '-',
        snapshot.modified ?? '-',
        snapshot.metadataBytes === undefined ? '-' : (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(snapshot.metadataBytes),
        stateText(snapshot),
    ];
}
function stateText({ state, problem, notChecked }) {
    switch (state) {
        case 'complete':
            return 'yes';
        case 'unchecked':
            return notChecked === undefined
                ? 'not known: no file was looked for'
                : `not known: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(notChecked, 'file')} elsewhere not looked for`;
        case 'unfinished':
            return 'no, unfinished: it has no _metadata';
        case 'skipped':
            return `no, ${problem ?? ''}`;
        case 'unread':
            return 'not read';
    }
}
/** The result of a search as lines; warnings are not among them. */
function searchLines(report) {
    const facts = searchFacts(report);
    const width = Math.max(...facts.map(([label]) => label.length));
    const table = (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .tableLines */ .o)(SEARCH_HEADING, ['left', 'left', 'left', 'right', 'left', 'right', 'left'], report.snapshots.map(searchRow));
    return [
        `Found ${report.found.path}`,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
        '',
        `Snapshots in ${report.directory}: ${seenText(report)}`,
        ...table.map((line) => `  ${line}`),
    ].map(_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g);
}
/** How many there are, and how many are shown. */
function seenText({ seen, unfinished, snapshots }) {
    const rest = seen > snapshots.length ? `, the newest ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(snapshots.length)} are listed` : '';
    return `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(seen)}${unfinished > 0 ? `, ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(unfinished)} unfinished` : ''}${rest}`;
}


/***/ }),

/***/ 4444:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ escaped)
/* harmony export */ });
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4774);

const MOST_TEXT = 4_000;
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/**
 * A text from outside inside HTML. Job summaries are HTML with every value escaped: paths come from users and
 * from `_metadata`, and in Markdown they could become links, images or headings. Overlong texts are cut.
 */
function escaped(text) {
    const short = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
    return (0,_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g)(short).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}


/***/ }),

/***/ 7540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ groupReferences)
/* harmony export */ });
/* unused harmony export BESIDE */
/** Where relative files are. */
const BESIDE = 'beside _metadata';
/**
 * References by their directory, largest first: nobody reads a table of ten thousand files, what counts is
 * in which directories they lie.
 */
function groupReferences(references) {
    const groups = new Map();
    for (const reference of references) {
        const { kind, place } = reference;
        const directory = directoryOf(reference);
        const key = `${kind} ${place} ${directory}`;
        let group = groups.get(key);
        if (group === undefined) {
            group = { directory, kind, place, references: [], handles: 0, bytes: 0 };
            groups.set(key, group);
        }
        group.references.push(reference);
        group.handles += reference.count;
        group.bytes += reference.bytes;
    }
    return [...groups.values()].sort((a, b) => b.bytes - a.bytes);
}
function directoryOf({ kind, path }) {
    if (kind === 'directory')
        return path;
    const end = path.lastIndexOf('/');
    return kind === 'relative' || end <= 0 ? BESIDE : path.slice(0, end);
}


/***/ }),

/***/ 573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ skewText),
/* harmony export */   Wx: () => (/* binding */ inspectionLines),
/* harmony export */   ch: () => (/* binding */ finishedText),
/* harmony export */   kE: () => (/* binding */ inspectionFacts),
/* harmony export */   lr: () => (/* binding */ PLACE_TEXTS),
/* harmony export */   ws: () => (/* binding */ relocationFacts)
/* harmony export */ });
/* harmony import */ var _snapshot_check_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2155);
/* harmony import */ var _snapshot_places_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(593);
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5765);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7817);
/* harmony import */ var _files_verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3578);
/* harmony import */ var _inspection_groups_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7540);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4774);
/* harmony import */ var _outside_lines_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6608);
/* harmony import */ var _relocation_result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6937);









const MOST_PROBLEMS = 50;
/**
 * An inspection for people: facts, files, relocation, operators, references by their directory, warnings.
 */
function inspectionLines(inspection, limits = {}) {
    const facts = inspectionFacts(inspection);
    const width = Math.max(...facts.map(([label]) => label.length));
    const lines = [
        inspection.path,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
        '',
        ...operatorLines(inspection.operators, limits),
        ...(0,_outside_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .stateLines */ .Bk)(inspection.operators, limits.mostOperators),
        '',
        ...referenceLines(inspection.references),
        ...(0,_outside_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .outsideLines */ .fK)(inspection.outside),
    ];
    if (inspection.files !== undefined && inspection.files.problems.length > 0)
        lines.push('', ...problemLines(inspection.files));
    if (inspection.relocation !== undefined)
        lines.push('', ...relocationLines(inspection.relocation));
    if (inspection.warnings.length > 0) {
        lines.push('', 'Warnings', ...inspection.warnings.map((warning) => `  ${warning}`));
    }
    return lines.map(_printable_js__WEBPACK_IMPORTED_MODULE_3__/* .printable */ .g);
}
/** Label and value of each fact of the snapshot as a whole. */
function inspectionFacts(inspection) {
    const { inlineStates, masterStates, claimMode, files } = inspection;
    const facts = [
        ...(inspection.asOf === undefined ? [] : [['as of', inspection.asOf]]),
        ['kind', (0,_relocation_result_js__WEBPACK_IMPORTED_MODULE_5__/* .kindText */ .uS)(inspection)],
        ['checkpoint', inspection.checkpointId],
        [
            'metadata',
            `version ${inspection.metadataVersion} (Flink ${inspection.flinkVersions}), ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(inspection.metadataBytes)}`,
        ],
        ['state', stateText(inspection.stateBytes, inspection.bytesByPlace)],
        ['in-line', `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .countOf */ .pq)(inlineStates.count, 'state')}, ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(inlineStates.bytes)}`],
    ];
    if (claimMode !== undefined)
        facts.push(['claim mode', claimMode]);
    if (masterStates.length > 0)
        facts.push(['master state', masterStates.join(', ')]);
    if (files !== undefined)
        facts.push(['files', (0,_files_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .filesCheckText */ .pT)(files)]);
    return facts;
}
/** What each place is called. */
const PLACE_TEXTS = {
    inline: 'in-line',
    exclusive: 'exclusive',
    shared: 'shared',
    changelog: 'changelog',
    external: 'external',
};
function stateText(stateBytes, bytesByPlace) {
    const parts = _snapshot_places_js__WEBPACK_IMPORTED_MODULE_1__/* .STATE_PLACES */ .lT.filter((place) => bytesByPlace[place] > 0).map((place) => `${PLACE_TEXTS[place]} ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(bytesByPlace[place])}`);
    return parts.length === 0 ? (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(stateBytes) : `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(stateBytes)} (${parts.join(', ')})`;
}
function operatorLines(operators, { mostOperators }) {
    if (operators.length === 0)
        return ['No operators'];
    const shown = mostOperators === undefined || operators.length <= mostOperators
        ? operators
        : [...operators].sort((a, b) => b.stateBytes - a.stateBytes).slice(0, mostOperators);
    // Names and uids stand in the file since Flink 2.0 only, and most jobs set no uids: no columns of dashes.
    const named = shown.some(({ name }) => name !== undefined);
    const identified = shown.some(({ uid }) => uid !== undefined);
    const rows = shown.map((operator) => [
        ...(named ? [operator.name ?? '-'] : []),
        ...(identified ? [operator.uid ?? '-'] : []),
        operator.id,
        String(operator.parallelism),
        String(operator.maxParallelism),
        finishedText(operator),
        (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(operator.stateBytes),
        operator.skew === undefined ? '-' : (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(operator.skew.maxBytes),
        skewText(operator),
    ].map(_printable_js__WEBPACK_IMPORTED_MODULE_3__/* .printable */ .g));
    const texts = [...(named ? ['name'] : []), ...(identified ? ['uid'] : []), 'operator id'];
    const table = (0,_table_js__WEBPACK_IMPORTED_MODULE_7__/* .tableLines */ .o)([...texts, 'parallelism', 'max', 'subtasks', 'state', 'largest subtask', 'skew'], [...texts.map(() => 'left'), 'right', 'right', 'left', 'right', 'right', 'right'], rows);
    const rest = operators.length - shown.length;
    return [
        `Operators: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(operators.length)}`,
        ...table.map((line) => `  ${line}`),
        ...(rest > 0 ? [`  and ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(rest)} more with less state`] : []),
    ];
}
/** The largest subtask against the mean: `1.5x`. */
function skewText({ skew }) {
    return skew === undefined ? '-' : `${skew.ratio < 99.95 ? skew.ratio.toFixed(1) : (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(skew.ratio)}x`;
}
/** How many subtasks have state, and how many have finished. */
function finishedText(operator) {
    if (operator.fullyFinished)
        return 'all finished';
    const finished = operator.finishedSubtasks === 0 ? '' : `, ${operator.finishedSubtasks} finished`;
    return `${operator.subtasks} with state${finished}`;
}
function referenceLines(references) {
    if (references.length === 0)
        return ['No references: all state is in _metadata itself'];
    const rows = (0,_inspection_groups_js__WEBPACK_IMPORTED_MODULE_8__/* .groupReferences */ .u)(references).map(({ directory, kind, place, references: files, handles, bytes }) => [
        directory,
        kind,
        PLACE_TEXTS[place],
        (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(files.length),
        (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(handles),
        (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(bytes),
    ].map(_printable_js__WEBPACK_IMPORTED_MODULE_3__/* .printable */ .g));
    return [
        `References: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(references.length)}`,
        ...(0,_table_js__WEBPACK_IMPORTED_MODULE_7__/* .tableLines */ .o)(['directory', 'kind', 'place', 'paths', 'handles', 'bytes'], ['left', 'left', 'left', 'right', 'right', 'right'], rows).map((line) => `  ${line}`),
    ];
}
function problemLines({ problems }) {
    const rest = problems.length - MOST_PROBLEMS;
    return [
        `Files that cannot be used: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(problems.length)}`,
        ...problems.slice(0, MOST_PROBLEMS).map((problem) => `  ${(0,_snapshot_check_files_js__WEBPACK_IMPORTED_MODULE_0__/* .problemText */ .fI)(problem)}`),
        ...(rest > 0 ? [`  and ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(rest)} more`] : []),
    ];
}
function relocationLines(preview) {
    return ['A relocation', ...relocationFacts(preview).map((line) => `  ${line}`)];
}
/** What a relocation would do, line by line. */
function relocationFacts(preview) {
    if (!preview.possible)
        return [`would stop: ${preview.reason}`, ...preview.details.map((line) => `  ${line}`)];
    const there = preview.filesThere === 0 ? '' : `, ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(preview.filesThere)} already there`;
    const cost = preview.transferMode === 'local' ? '' : `, about ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .countOf */ .pq)(preview.requests, 'request')} to S3`;
    return [
        `would place it at ${preview.snapshotPath}`,
        `would copy ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .countOf */ .pq)(preview.filesToCopy, 'file')} (${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(preview.bytesToCopy)})${there}${cost}`,
        `would rewrite ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .countOf */ .pq)(preview.urisRewritten, 'URI')}, ${(0,_relocation_result_js__WEBPACK_IMPORTED_MODULE_5__/* .modeText */ .zR)(preview.transferMode)}`,
        ...preview.warnings.map((warning) => `warning: ${warning}`),
    ];
}


/***/ }),

/***/ 6158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ abortOnSignals),
/* harmony export */   ZF: () => (/* binding */ tellOfStopping),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* unused harmony export Interrupted */
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _commands_savepoint_request_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(560);


/**
 * The signals that end a run: a terminal that goes away, Ctrl-C or a cancelled workflow, Ctrl-\, and a polite
 * kill.
 */
const ENDING = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'];
/** The reason of an aborted run. */
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    signal;
    constructor(signal) {
        super(`stopped by ${signal}: start it again, it continues where it stopped`);
        this.signal = signal;
        this.exitCode = 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[signal];
    }
}
/**
 * Turns the first signal into an abort whose reason is {@link Interrupted}, so that a run can clean up after
 * itself; the second one ends the process at once. A cancelled job gets SIGINT, SIGTERM after 7.5 s and
 * SIGKILL after 2.5 s more.
 *
 * @param tell gets what may be left, before the process ends by a second signal
 */
function abortOnSignals(source, tell) {
    const controller = new AbortController();
    for (const name of ENDING) {
        source.on(name, () => {
            const interrupted = new Interrupted(name);
            if (!controller.signal.aborted) {
                controller.abort(interrupted);
                return;
            }
            tell(`${name}: ended before all was cleaned up: unfinished multipart uploads or .flink-snapshot-*.tmp files may be left at the target; `
                + 'start it again, it continues where it stopped');
            source.exit(interrupted.exitCode);
        });
    }
    return controller.signal;
}
/**
 * Tells, as soon as a signal comes, what a run that writes is about to leave: who has to be quick is killed
 * before it has cleaned up.
 */
function tellOfStopping(signal, tell) {
    signal.addEventListener('abort', () => {
        if (!(signal.reason instanceof Interrupted))
            return;
        tell(`${signal.reason.signal}: stopping and cleaning up: uploads under way are aborted, what is copied stays; without _metadata the target `
            + 'is no snapshot, and the same run started again continues from what is there');
    }, { once: true });
}
/**
 * What to tell and to exit with when a run failed: the signal that stopped it, or the error itself with 1.
 */
function endOf(error, signal) {
    const reason = signal.aborted ? signal.reason : undefined;
    if (!(reason instanceof Interrupted))
        return { error, exitCode: 1 };
    // What goes on outside although this program ends is more than that it ends.
    return { error: error instanceof _commands_savepoint_request_js__WEBPACK_IMPORTED_MODULE_1__/* .SavepointInterrupted */ .K ? error : reason, exitCode: reason.exitCode };
}


/***/ }),

/***/ 4065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q8: () => (/* binding */ jsonDocument),
/* harmony export */   QW: () => (/* binding */ FAILURE_ADVICE),
/* harmony export */   TI: () => (/* binding */ jsonFailure),
/* harmony export */   mi: () => (/* binding */ unexpectedFailure)
/* harmony export */ });
/* unused harmony exports SCHEMA_VERSION, CODES_BY_NAME, failureCode */
/* harmony import */ var _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5012);
/* harmony import */ var _commands_relocation_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1590);
/* harmony import */ var _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2588);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2079);




/**
 * The version of every JSON document for programs. It grows when a field goes away or means something else;
 * a new field does not change it.
 */
const SCHEMA_VERSION = 1;
/** The codes, and what to do about each: general, where the message is about the case at hand. */
const FAILURE_ADVICE = {
    usage: 'Correct the arguments; nothing was read or written.',
    'not-found': 'Check the path and the settings of its store: no snapshot, file or bucket is there.',
    'bad-snapshot': 'Take a new savepoint, or choose another checkpoint: this _metadata cannot be used.',
    'missing-files': 'Take a new savepoint, or choose another checkpoint: files of this one cannot be used.',
    refused: 'Change what the message names: the same command would be refused again.',
    different: 'Look at the result for what differs: the check that was asked for did not pass.',
    changed: 'See who else writes to the source or the target, then run the same command again.',
    credentials: 'Give keys that are valid now, by the environment or whatever else the AWS SDK finds.',
    'access-denied': 'Have the keys permitted what the message names, or give others.',
    unreachable: 'Check endpoint, network and certificates, then run the same command again.',
    savepoint: 'Look at the job in Flink before the next try: it may be stopped, or a savepoint under way.',
    'local-files': 'Check that the local path can be read and written and that its disk has space.',
    interrupted: 'Run the same command again: it continues from what is there.',
    internal: 'Please report this with the message and its details.',
    other: 'Read the message and its details.',
};
/** What the kinds of faults of a store come to. */
const STORAGE_CODES = {
    'not-found': 'not-found',
    'no-such-bucket': 'not-found',
    'access-denied': 'access-denied',
    credentials: 'credentials',
    archived: 'missing-files',
    changed: 'changed',
    conflict: 'changed',
    throttled: 'unreachable',
    unreachable: 'unreachable',
    tls: 'unreachable',
    'clock-skew': 'credentials',
    'wrong-region': 'refused',
    unsupported: 'refused',
    'corrupt-answer': 'unreachable',
    'too-large': 'refused',
    local: 'local-files',
    other: 'other',
};
/**
 * By name, for rooms that this one does not know, and errors of another realm. A test knows all of them.
 */
const CODES_BY_NAME = {
    CommanderError: 'usage',
    CommandTextError: 'usage',
    FlinkConfigError: 'usage',
    NoSnapshotError: 'usage',
    OptionError: 'usage',
    SearchError: 'not-found',
    MalformedTextError: 'bad-snapshot',
    MetadataFormatError: 'bad-snapshot',
    MetadataRewriteError: 'bad-snapshot',
    StateFormatError: 'bad-snapshot',
    UnsupportedMetadataError: 'bad-snapshot',
    FilesError: 'missing-files',
    InvalidCertificates: 'refused',
    InvalidProxy: 'refused',
    LocationError: 'refused',
    ServerSideRefusedError: 'refused',
    TermsNotMetError: 'refused',
    DifferenceError: 'different',
    DoubtError: 'changed',
    CredentialsUnavailable: 'credentials',
    RoleRefused: 'credentials',
    ConnectionFault: 'unreachable',
    HttpError: 'unreachable',
    ProxyFault: 'unreachable',
    S3Fault: 'unreachable',
    FlinkRefusal: 'savepoint',
    SavepointError: 'savepoint',
    OutputError: 'local-files',
    OutputLostError: 'local-files',
    PageFileError: 'local-files',
    JobFilesError: 'local-files',
    Interrupted: 'interrupted',
    SavepointInterrupted: 'interrupted',
    RestoreCommandError: 'other',
    AssertionError: 'internal',
    RangeError: 'internal',
    ReferenceError: 'internal',
    TypeError: 'internal',
};
/** Which kind of failure an error is. */
function failureCode(error) {
    if (error instanceof _commands_relocation_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RelocationError */ .f)
        return error.code;
    if (error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_0__/* .StorageError */ .a)
        return STORAGE_CODES[error.code];
    if (error instanceof _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_2__/* .SnapshotReadError */ .H$)
        return error.reason === 'not-found' ? 'not-found' : 'bad-snapshot';
    if (typeof error !== 'object' || error === null)
        return 'other';
    if ('syscall' in error)
        return 'local-files';
    return ('name' in error ? CODES_BY_NAME[String(error.name)] : undefined) ?? 'other';
}
/** An error as the property `error` of a document. Texts are as people see them, in one line each. */
function jsonFailure(error) {
    const { sentence, lines } = (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .explainFailure */ .S)(error);
    const code = failureCode(error);
    return { code, message: sentence, details: code === 'usage' ? [] : lines, advice: FAILURE_ADVICE[code] };
}
/** An error that nobody caught, as it is told to people. */
function unexpectedFailure(sentence, lines) {
    const message = sentence.replace(`${_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .PROGRAM */ .R}: `, '');
    return { code: 'internal', message, details: lines, advice: FAILURE_ADVICE.internal };
}
/** A result as a document for programs. */
function jsonDocument(result) {
    return { schemaVersion: SCHEMA_VERSION, ...result };
}


/***/ }),

/***/ 5879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ jsonPieces)
/* harmony export */ });
const PIECE_CHARS = 1 << 16;
/**
 * What `JSON.stringify(value, null, 2)` makes, with a newline at the end, in pieces of about 64 Ki
 * characters: a list of millions may be longer than a string can be. Every iterable becomes an array, so
 * that its elements need not be in memory all at once.
 */
function* jsonPieces(value) {
    let piece = '';
    for (const part of partsOf(value, '\n')) {
        piece += part;
        if (piece.length < PIECE_CHARS)
            continue;
        yield piece;
        piece = '';
    }
    yield `${piece}\n`;
}
/** @param newline with the blanks of the line that the value begins in. */
function* partsOf(value, newline) {
    if (!isWalked(value)) {
        yield wholeOf(value, newline);
        return;
    }
    const isArray = Symbol.iterator in value;
    const inner = `${newline}  `;
    let separator = isArray ? '[' : '{';
    if (isArray) {
        for (const element of value) {
            yield `${separator}${inner}${wholeOf(element, inner)}`;
            separator = ',';
        }
    }
    else {
        for (const [key, property] of Object.entries(value)) {
            if (property === undefined)
                continue;
            yield `${separator}${inner}${JSON.stringify(key)}: `;
            yield* partsOf(property, inner);
            separator = ',';
        }
    }
    const [begin, end] = isArray ? '[]' : '{}';
    yield separator === ',' ? `${newline}${end}` : `${begin}${end}`;
}
/** Lists, and objects that do not say themselves what they are as JSON. */
function isWalked(value) {
    return typeof value === 'object' && value !== null && (Symbol.iterator in value || !('toJSON' in value));
}
function wholeOf(value, newline) {
    return (JSON.stringify(value, null, 2) ?? 'null').replaceAll('\n', newline);
}


/***/ }),

/***/ 6608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bk: () => (/* binding */ stateLines),
/* harmony export */   O7: () => (/* binding */ outsideDiffLines),
/* harmony export */   RW: () => (/* binding */ outsideNotes),
/* harmony export */   fK: () => (/* binding */ outsideLines),
/* harmony export */   oC: () => (/* binding */ stateTexts)
/* harmony export */ });
/* harmony import */ var _snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1002);
/* harmony import */ var _metadata_warnings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7851);
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5765);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4774);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7817);





const MOST_FINDINGS = 50;
const MOST_PATHS = 10;
/** Paths of a note, which is one paragraph. */
const MOST_IN_A_NOTE = 5;
/** Operator states with their entries, for one operator. */
function stateTexts({ states }) {
    return states.map(({ name, entries }) => `${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(name)}: ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .entriesText */ .aI)(entries)}`);
}
/**
 * Operator states by operator and name, with the number of their entries; nothing where there are none.
 *
 * @param mostOperators those with the least state are left out
 */
function stateLines(operators, mostOperators = operators.length) {
    const withStates = operators.filter(({ states }) => states.length > 0);
    if (withStates.length === 0)
        return [];
    const shown = new Set([...withStates].sort((a, b) => b.stateBytes - a.stateBytes).slice(0, mostOperators));
    const rows = withStates
        .filter((operator) => shown.has(operator))
        .flatMap((operator) => operator.states.map(({ name, mode, entries }) => [(0,_metadata_warnings_js__WEBPACK_IMPORTED_MODULE_2__/* .describeOperator */ .yG)(operator), (0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(name), mode, (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(entries)].map(_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)));
    const rest = withStates.length - shown.size;
    return [
        '',
        'Operator state',
        ...(0,_table_js__WEBPACK_IMPORTED_MODULE_4__/* .tableLines */ .o)(['operator', 'name', 'mode', 'entries'], ['left', 'left', 'left', 'right'], rows).map((line) => `  ${line}`),
        ...(rest > 0 ? [`  and that of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(rest)} more with less state`] : []),
    ];
}
/** What the state points at outside of the snapshot, line by line; nothing where there is nothing to tell. */
function outsideLines(report) {
    const [findings, { unread }] = [(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .knownFindings */ .Mw)(report), report];
    if (findings.length + unread.length === 0)
        return [];
    const rest = findings.length - MOST_FINDINGS;
    return [
        '',
        findings.length === 0 ? 'Points outside' : `Points outside: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(findings.length)}`,
        ...findings.slice(0, MOST_FINDINGS).flatMap(findingLines),
        ...(rest > 0 ? [`  and ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(rest)} more, which --json tells`] : []),
        ...(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadSentences */ .y2)(unread).map((sentence) => `  ${sentence}`),
    ];
}
function findingLines(finding) {
    return [
        `  ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .outsideSubject */ .sd)(finding)}`,
        `    state ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(finding.state)}, ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .entriesText */ .aI)(finding.entries)}`,
        ...placeLines(finding, MOST_PATHS).map((line) => `    ${line}`),
        `    ${finding.consequence}`,
        `    what to do: ${finding.advice}`,
    ];
}
function placeLines({ paths, pathCount, ids }, mostPaths) {
    const shown = paths.slice(0, mostPaths);
    const rest = pathCount - shown.length;
    return [
        ...shown.map((path) => `path ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(path)}`),
        ...(rest > 0 ? [`and ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(rest)} more ${rest === 1 ? 'path' : 'paths'}`] : []),
        ...ids.map((id) => `id ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(id)}`),
    ];
}
/** The same with a note for each finding, for pages and summaries. */
function outsideNotes(report) {
    return [
        ...(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .knownFindings */ .Mw)(report).map((finding) => [
            `${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .outsideSubject */ .sd)(finding)} (state ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(finding.state)}, ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .entriesText */ .aI)(finding.entries)})`,
            ...placeLines(finding, MOST_IN_A_NOTE),
            `${finding.consequence}; what to do: ${finding.advice}`,
        ].join('; ')),
        ...(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadSentences */ .y2)(report.unread),
    ];
}
/** What the state of only one of two snapshots points at. */
function outsideDiffLines({ added, removed }) {
    return [
        ...pointedAtLines('Points outside, in B only', added),
        ...pointedAtLines('Points outside, in A only', removed),
    ];
}
function pointedAtLines(title, pointed) {
    if (pointed.length === 0)
        return [];
    const rest = pointed.length - MOST_FINDINGS;
    return [
        `${title}: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(pointed.length)}`,
        ...pointed
            .slice(0, MOST_FINDINGS)
            .flatMap(({ operator, what, paths, ids }) => [
            `  ${(0,_metadata_warnings_js__WEBPACK_IMPORTED_MODULE_2__/* .describeOperator */ .yG)(operator)}: ${what}`,
            ...[...paths, ...ids].map((one) => `    ${(0,_snapshot_outside_outside_report_js__WEBPACK_IMPORTED_MODULE_0__/* .shortText */ .os)(one)}`),
        ]),
        ...(rest > 0 ? [`  and ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(rest)} more, which --json tells`] : []),
    ];
}


/***/ }),

/***/ 2393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ writePage)
});

// UNUSED EXPORTS: PageFileError

// EXTERNAL MODULE: ./build/storage/file/local-output.js
var local_output = __webpack_require__(7806);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/snapshot/check-files.js
var check_files = __webpack_require__(2155);
// EXTERNAL MODULE: ./build/presentation/failure.js
var failure = __webpack_require__(2079);
// EXTERNAL MODULE: ./build/presentation/html.js
var html = __webpack_require__(4444);
// EXTERNAL MODULE: ./build/presentation/files-verdict.js
var files_verdict = __webpack_require__(3578);
// EXTERNAL MODULE: ./build/presentation/outside-lines.js
var outside_lines = __webpack_require__(6608);
// EXTERNAL MODULE: ./build/presentation/inspection-lines.js
var inspection_lines = __webpack_require__(573);
// EXTERNAL MODULE: ./build/snapshot/places.js
var places = __webpack_require__(593);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __webpack_require__(5765);
;// CONCATENATED MODULE: ./build/presentation/page/page-assets.js
// Made from src/presentation/page/browser/ by scripts/page-assets.ts (npm run page:assets). Not edited by hand.
/** What the page runs. */
const PAGE_SCRIPT = "\"use strict\";(()=>{function s(r,e={},...t){let n=document.createElement(r);for(let[o,i]of Object.entries(e))o===\"text\"?n.textContent=i:n.setAttribute(o,i);return n.append(...t),n}function b(r){let e=document.getElementById(r);if(e===null)throw new Error(`the page has no element ${r}`);return e}var E=[\"B\",\"KiB\",\"MiB\",\"GiB\",\"TiB\",\"PiB\"];function h(r){let e=Math.max(0,r),t=0;for(;e>=1023.95&&t<E.length-1;)e/=1024,t+=1;let n=t===0||e>=99.95?0:1;return`${e.toFixed(n)} ${E[t]??\"\"}`}function m(r){return String(Math.round(r)).replace(/\\B(?=(\\d{3})+$)/g,\",\")}var N=\"http://www.w3.org/2000/svg\";function L(r,e){let t=p(\"svg\",{class:\"bar\",viewBox:\"0 0 1000 10\",preserveAspectRatio:\"none\",\"aria-hidden\":\"true\"});t.append(p(\"rect\",{class:\"bar-track\",width:\"1000\",height:\"10\"}));let n=r.reduce((i,{value:l})=>i+l,0),o=0;for(let{className:i,value:l,title:a}of r){if(l<=0)continue;let c=Math.max(l/n*e*1e3,2),d=p(\"rect\",{class:i,x:String(o),width:String(c),height:\"10\"}),u=p(\"title\",{});u.textContent=a,d.append(u),t.append(d),o+=c}return t}var H=16;function k(r,e,t){let n=A(r,e),o=Math.max(n.length,H),i=n.reduce((a,{value:c})=>Math.max(a,c),0),l=p(\"svg\",{class:\"columns\",viewBox:`0 0 ${o*10} 100`,preserveAspectRatio:\"none\",\"aria-hidden\":\"true\"});for(let[a,{value:c,title:d}]of n.entries()){let u=i===0?0:c/i*100,f=p(\"rect\",{class:\"column\",x:String(a*10+1),y:String(100-u),width:\"8\",height:String(u)}),y=p(\"title\",{});y.textContent=d,f.append(y),l.append(f)}if(t!==void 0&&i>0){let a=String(100-t/i*100);l.append(p(\"line\",{class:\"mean\",x1:\"0\",x2:String(o*10),y1:a,y2:a}))}return l}function A(r,e){return r.length<=e?r:Array.from({length:e},(t,n)=>r.slice(Math.floor(n*r.length/e),Math.floor((n+1)*r.length/e)).reduce((o,i)=>i.value>o.value?i:o))}function p(r,e){let t=document.createElementNS(N,r);for(let[n,o]of Object.entries(e))t.setAttribute(n,o);return t}var x=100,D=1e3,F=120,g=class{root;#e;#a=s(\"tbody\");#d=s(\"p\",{class:\"status\",role:\"status\"});#i=s(\"button\",{type:\"button\",class:\"more\"});#o=s(\"input\",{type:\"search\",spellcheck:\"false\",autocomplete:\"off\"});#u=[];#s=new Set;#t;#n;#r=x;constructor(e){this.#e=e,this.#n=e.rows,this.#o.placeholder=e.placeholder,this.#o.setAttribute(\"aria-label\",`Filter ${e.noun}: ${e.placeholder}`),this.root=s(\"div\",{class:\"data-table\"},s(\"div\",{class:\"controls\"},this.#o,this.#d),s(\"div\",{class:\"scroll\"},s(\"table\",{\"aria-label\":e.noun},this.#p(),this.#a)),this.#i);let t=0;this.#o.addEventListener(\"input\",()=>{clearTimeout(t),t=window.setTimeout(()=>{this.#c()},F)}),this.#i.addEventListener(\"click\",()=>{this.#g()}),window.addEventListener(\"beforeprint\",()=>{this.#l(D)}),window.addEventListener(\"afterprint\",()=>{this.#l(this.#r)}),this.#c()}#p(){let e=this.#e.columns.map(({title:n,...o},i)=>{let l=s(\"button\",{type:\"button\",text:n});l.addEventListener(\"click\",()=>{this.#f(i)});let a=s(\"th\",{scope:\"col\",class:C(o)},l);return this.#u.push(a),a}),t=s(\"th\",{scope:\"col\",class:\"opener\"},s(\"span\",{class:\"hidden\",text:\"Details\"}));return s(\"thead\",{},s(\"tr\",{},t,...e))}#f(e){let t=this.#e.columns[e]?.numeric===!0,n=this.#t;n?.column!==e?this.#t={column:e,descending:t}:this.#t=n.descending===t?{column:e,descending:!t}:void 0;for(let[o,i]of this.#u.entries())this.#t?.column===o?i.setAttribute(\"aria-sort\",this.#t.descending?\"descending\":\"ascending\"):i.removeAttribute(\"aria-sort\");this.#c()}#c(){let{rows:e,matches:t,columns:n}=this.#e,o=this.#m(),i=o===\"\"?[...e]:e.filter(a=>t(a,o)),l=this.#t&&n[this.#t.column];if(l!==void 0){let a=this.#t?.descending===!0?-1:1,c=i.map(d=>({row:d,key:l.key(d)}));c.sort((d,u)=>a*_(d.key,u.key)),this.#n=c.map(({row:d})=>d)}else this.#n=i;this.#r=x,this.#l(this.#r)}#m(){return this.#o.value.trim().toLowerCase()}#g(){let e=this.#r;this.#r+=x,this.#l(this.#r),this.#a.querySelectorAll(\"tr.row\")[e]?.querySelector(\"button\")?.focus()}#l(e){let t=this.#n.slice(0,e);this.#a.replaceChildren(...t.flatMap(o=>this.#b(o)));let n=this.#n.length-t.length;this.#i.hidden=n===0,this.#i.textContent=`Show ${m(Math.min(x,n))} more`,this.#d.textContent=this.#y(t.length)}#y(e){let{rows:t,noun:n}=this.#e,o=this.#n.length;if(o===0)return`No ${n} match`;let i=o===t.length?m(o):`${m(o)} of ${m(t.length)}`;return e===o?`${i} ${n}`:`${i} ${n}, the first ${m(e)} shown`}#b(e){let t=this.#e.columns.map((l,a)=>s(a===0?\"th\":\"td\",{...a===0&&{scope:\"row\"},class:C(l)},l.cell(e))),n=s(\"td\",{class:\"opener\"}),o=s(\"tr\",{class:\"row\"},n,...t),i=this.#s.has(e)?this.#h(e):void 0;return(i!==void 0||this.#e.detail(e,\"\")!==void 0)&&n.append(this.#x(e,o,t[0])),i===void 0?[o]:[o,i]}#x(e,t,n){let o=s(\"button\",{type:\"button\",\"aria-expanded\":String(this.#s.has(e)),\"aria-label\":`Details of ${n?.textContent??\"\"}`});return o.addEventListener(\"click\",()=>{let i=!this.#s.has(e);if(o.setAttribute(\"aria-expanded\",String(i)),i){this.#s.add(e);let l=this.#h(e);l!==void 0&&t.after(l)}else this.#s.delete(e),t.nextElementSibling?.remove()}),o}#h(e){let t=this.#e.detail(e,this.#m());if(t===void 0)return;let n=s(\"td\",{colspan:String(this.#e.columns.length)},t);return s(\"tr\",{class:\"detail\"},s(\"td\",{class:\"opener\"}),n)}};function C({numeric:r,lesser:e}){return[...r===!0?[\"number\"]:[],...e===!0?[\"lesser\"]:[]].join(\" \")}function _(r,e){return typeof r==\"number\"&&typeof e==\"number\"?r-e:String(r).localeCompare(String(e))}var G=2,I=32,T=256,j=10;function R({operators:r,places:e}){let t=r.reduce((n,{stateBytes:o})=>Math.max(n,o),1);return new g({noun:r.length===1?\"operator\":\"operators\",rows:r,placeholder:\"name, uid or id\",matches:({id:n,name:o,uid:i},l)=>n.includes(l)||o?.toLowerCase().includes(l)===!0||i?.toLowerCase().includes(l)===!0,detail:V,columns:[{title:\"Operator\",key:n=>n.name??n.uid??n.id,cell:K},v(\"Parallelism\",({parallelism:n})=>n),v(\"Max\",({maxParallelism:n})=>n),{title:\"State\",numeric:!0,key:({stateBytes:n})=>n,cell:({stateBytes:n,placeBytes:o})=>{let i=o.map((c,d)=>{let u=e[d]??{key:\"inline\",label:\"\"};return{className:`place-${u.key}`,value:c,title:`${u.label} ${h(c)}`}}),l=i.filter(({value:c})=>c>0).map(({title:c})=>c).join(\", \"),a=s(\"span\",{text:h(n)});return s(\"div\",{class:\"meter\",title:l},a,L(i,n/t))}},{title:\"Skew\",numeric:!0,key:({skew:n})=>n?.ratio??0,cell:W}]}).root}function v(r,e){return{title:r,numeric:!0,lesser:!0,key:e,cell:t=>m(e(t))}}function K({id:r,name:e,uid:t}){let n=e??t??r,o=s(\"div\",{class:\"operator\"},s(\"span\",{class:n===r?\"code\":\"name\",text:n})),i=[...t!==void 0&&t!==n?[t]:[],...n===r?[]:[r]];return i.length>0&&o.append(s(\"span\",{class:\"code minor\",text:i.join(\" \\xB7 \")})),o}function W(r){let{skew:e}=r;if(e===void 0)return\"\\u2013\";let t=s(\"div\",{class:e.ratio>=G?\"skew notable\":\"skew\"});return r.subtaskBytes!==void 0&&t.append(k(P(r),I,void 0)),t.append(s(\"span\",{text:`${e.ratio<99.95?e.ratio.toFixed(1):m(e.ratio)}\\xD7`})),t}function P({subtaskBytes:r=[],subtaskIndexes:e}){return r.map((t,n)=>({value:t,title:`subtask ${String(e?.[n]??n)}: ${h(t)}`}))}function V(r){let{skew:e,coordinatorBytes:t}=r,n=[r.subtasks];e!==void 0&&n.push(`smallest ${h(e.minBytes)}`,`median ${h(e.medianBytes)}`,`largest ${h(e.maxBytes)}`,`the largest has ${e.ratio.toFixed(2)} times the mean`),t>0&&n.push(`coordinator ${h(t)}`);let o=s(\"div\",{class:\"subtasks\"},s(\"p\",{text:n.join(\" \\xB7 \")}));if(r.states.length>0&&o.append(s(\"p\",{class:\"minor\",text:`Operator state: ${r.states.join(\" \\xB7 \")}`})),r.subtaskBytes===void 0)return o.append(s(\"p\",{class:\"minor\",text:\"The subtasks of this operator are left out of the page; inspect --json has them.\"})),o;let i=P(r);if(i.length===0)return o;let l=e===void 0?void 0:e.maxBytes/e.ratio;o.append(k(i,T,l));let a=i.length>T?`, each column the largest of ${m(Math.ceil(i.length/T))}`:\"\",c=l===void 0?\"\":\"; the line is the mean\";o.append(s(\"p\",{class:\"minor\",text:`State by subtask index${a}${c}`}));let d=[...i].sort((u,f)=>f.value-u.value).slice(0,j);return o.append(s(\"ol\",{class:\"largest\"},...d.map(({title:u})=>s(\"li\",{text:u})))),o}var $=100;function B({groups:r,places:e}){return new g({noun:r.length===1?\"directory\":\"directories\",rows:r,placeholder:\"directory or file name\",matches:({directory:t,files:n},o)=>t.toLowerCase().includes(o)||n.some(([i])=>i.toLowerCase().includes(o)),detail:q,columns:[{title:\"Directory\",key:({directory:t})=>t,cell:({directory:t})=>s(\"span\",{class:\"code\",text:t})},{title:\"Place\",key:({place:t})=>e[t]?.label??\"\",cell:({place:t})=>s(\"span\",{class:`tag place-${e[t]?.key??\"inline\"}`,text:e[t]?.label??\"\"})},{title:\"Kind\",lesser:!0,key:({kind:t})=>t,cell:({kind:t})=>t},{title:\"Paths\",numeric:!0,key:({paths:t})=>t,cell:({paths:t})=>m(t)},{title:\"Handles\",numeric:!0,lesser:!0,key:({handles:t})=>t,cell:({handles:t})=>m(t)},{title:\"Bytes\",numeric:!0,key:({bytes:t})=>t,cell:({bytes:t})=>h(t)}]}).root}function q({directory:r,files:e,paths:t,kind:n},o){if(e.length===0)return n===\"directory\"?void 0:s(\"p\",{class:\"minor\",text:\"The files of this directory are left out of the page; inspect --json has them.\"});let i=e.filter(([M])=>M.toLowerCase().includes(o)),l=r.toLowerCase().includes(o)||i.length===0?e:i,a=s(\"tbody\"),c=s(\"button\",{type:\"button\",class:\"more\"}),d=0,u=()=>{a.append(...l.slice(d,d+$).map(U)),d=Math.min(d+$,l.length),c.hidden=d===l.length,c.textContent=`Show ${m(Math.min($,l.length-d))} more of ${m(l.length-d)}`};c.addEventListener(\"click\",u),u();let f=s(\"thead\",{},s(\"tr\",{},...[[\"File\",\"\"],[\"Handles\",\"number\"],[\"Bytes\",\"number\"]].map(([M=\"\",O=\"\"])=>s(\"th\",{scope:\"col\",class:O,text:M})))),y={class:\"files\",tabindex:\"0\",role:\"region\",\"aria-label\":`files in ${r}`},S=s(\"div\",y,s(\"table\",{},f,a),c);return e.length<t&&S.append(s(\"p\",{class:\"minor\",text:`${m(t-e.length)} smaller files are left out of the page`})),S}function U([r,e,t]){return s(\"tr\",{},s(\"th\",{scope:\"row\",class:\"code\",text:r}),s(\"td\",{class:\"number\",text:m(t)}),s(\"td\",{class:\"number\",text:h(e)}))}var w=JSON.parse(b(\"model\").textContent);w.operators.length>0&&b(\"operators\").replaceChildren(R(w));w.groups.length>0&&b(\"references\").replaceChildren(B(w));document.addEventListener(\"keydown\",r=>{if(r.key!==\"/\"||r.target instanceof HTMLInputElement)return;let e=document.querySelector(\"input[type=search]\");e!==null&&(r.preventDefault(),e.focus())});})();";
/** How the page looks. */
const PAGE_STYLE = ":root{color-scheme:light dark;--ground: #fbfbfa;--panel: #ffffff;--text: #1d2329;--minor: #5b6570;--line: #e2e4e8;--track: #eceef1;--accent: #1f5fbf;--notable: #a8480a;--inline: #8b95a1;--exclusive: #3b78c9;--shared: #2b958a;--changelog: #d99a2b;--external: #c4543f;--mono: ui-monospace, \"SFMono-Regular\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace}@media(prefers-color-scheme:dark){:root{--ground: #14171a;--panel: #1b1f24;--text: #e4e7ea;--minor: #98a2ad;--line: #2d333a;--track: #272c33;--accent: #86b3f3;--notable: #f0a468;--inline: #7d8894;--exclusive: #5f9be8;--shared: #4cb5a9;--changelog: #e2ad4c;--external: #e07c66}}*{box-sizing:border-box}body{margin:0 auto;max-width:76rem;padding:2rem 1.5rem 4rem;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif}h1{margin:0;font-size:1.5rem;font-weight:600;overflow-wrap:anywhere}h2{margin:2.5rem 0 .75rem;font-size:1.1rem;font-weight:600}p{margin:.25rem 0}a{color:var(--accent)}.code{font-family:var(--mono);font-size:.86em;overflow-wrap:anywhere}.minor{color:var(--minor)}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;padding:.25rem .75rem;background:var(--panel)}:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:1rem 2rem;margin:1.5rem 0 0}.facts dt{color:var(--minor);font-size:.85em}.facts dt:first-letter{text-transform:uppercase}.facts dd{margin:0;overflow-wrap:anywhere}.bar{display:block;width:100%;height:6px;border-radius:3px;overflow:hidden}.places .bar{height:14px;border-radius:4px}.bar-track{fill:var(--track)}.place-inline{fill:var(--inline);--mark: var(--inline)}.place-exclusive{fill:var(--exclusive);--mark: var(--exclusive)}.place-shared{fill:var(--shared);--mark: var(--shared)}.place-changelog{fill:var(--changelog);--mark: var(--changelog)}.place-external{fill:var(--external);--mark: var(--external)}.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin:.75rem 0 0;padding:0;list-style:none}.legend li:before,.tag:before{content:\"\";display:inline-block;width:.7em;height:.7em;margin-right:.5em;border-radius:2px;background:var(--mark)}.tag{white-space:nowrap}.notes{margin:0;padding:0;list-style:none}.notes li{padding:.2rem 0 .2rem .9rem;border-left:3px solid var(--changelog);overflow-wrap:anywhere}.notes li+li{margin-top:.25rem}.notes.bad li{border-left-color:var(--external)}.notes.good li{border-left-color:var(--shared)}details summary{cursor:pointer;color:var(--accent);margin-top:.5rem}.controls{display:flex;flex-wrap:wrap;align-items:baseline;gap:.5rem 1rem;margin-bottom:.5rem}.status{color:var(--minor);font-size:.9em}input[type=search]{width:min(22rem,100%);padding:.4rem .65rem;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:inherit;font:inherit}.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--panel)}table{width:100%;border-collapse:collapse}th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;font-weight:400}thead th{color:var(--minor);font-size:.85em;white-space:nowrap;border-bottom:1px solid var(--line)}tbody th .code{display:inline-block;min-width:14rem}tbody tr+tr>*{border-top:1px solid var(--line)}tbody tr.detail>*{border-top:0;padding-top:0}.number{width:1%;white-space:nowrap;text-align:right;font-variant-numeric:tabular-nums}thead .number button{margin-right:-.4rem}thead button{margin-left:-.4rem;padding:.1rem .4rem;border:0;background:none;color:inherit;font:inherit;cursor:pointer}thead button:hover{color:var(--text)}thead button:after{content:\"\\2195\";margin-left:.35em;opacity:.35}[aria-sort] button{color:var(--text);font-weight:600}[aria-sort=descending] button:after{content:\"\\2193\";opacity:1}[aria-sort=ascending] button:after{content:\"\\2191\";opacity:1}.opener{width:2rem;padding-right:0}.opener button{width:1.4rem;height:1.4rem;padding:0;border:0;background:none;color:var(--minor);font:inherit;cursor:pointer}.opener button:before{content:\"\\25b8\"}.opener button[aria-expanded=true]:before{content:\"\\25be\"}.row:hover{background:color-mix(in srgb,var(--accent) 5%,transparent)}.operator{min-width:12rem}.operator span{display:block}.operator .name{overflow-wrap:anywhere}.meter{width:clamp(9rem,20vw,16rem)}.meter .bar{margin-top:.35rem}.skew{display:flex;justify-content:flex-end;align-items:flex-end;gap:.6rem}.skew .columns{width:5rem;height:1.4rem}.skew.notable{color:var(--notable);font-weight:600}.column{fill:var(--exclusive)}.notable .column{fill:var(--notable)}.mean{stroke:var(--notable);stroke-width:1.5;stroke-dasharray:4 3;vector-effect:non-scaling-stroke}.subtasks .columns{display:block;width:100%;height:5rem;margin:.75rem 0 .25rem;border-bottom:1px solid var(--line)}.largest{columns:14rem;margin:.5rem 0;padding-left:1.5rem;font-size:.9em;font-variant-numeric:tabular-nums}.files{max-height:24rem;overflow-y:auto}.files th,.files td{padding:.25rem .75rem}.files thead th{position:sticky;top:0;background:var(--panel)}.more{margin:.75rem 0 0;padding:.35rem .9rem;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:var(--accent);font:inherit;cursor:pointer}[hidden]{display:none}footer{margin-top:3rem;color:var(--minor);font-size:.85em}@media(max-width:40rem){body{padding:1rem .75rem 3rem}th,td{padding:.45rem .4rem}.lesser,.skew .columns{display:none}.operator{min-width:7rem}.meter{width:6rem}tbody th .code{min-width:9rem}}@media print{:root{color-scheme:light;--ground: #ffffff;--panel: #ffffff;--text: #000000;--minor: #444444;--line: #cccccc;--track: #eeeeee;--accent: #1f5fbf;--notable: #a8480a;--inline: #8b95a1;--exclusive: #3b78c9;--shared: #2b958a;--changelog: #d99a2b;--external: #c4543f}body{max-width:none;padding:0;font-size:10pt}.bar,.columns,.legend li:before,.tag:before{print-color-adjust:exact}input,.more,.opener,.skip,thead button:after{display:none}.scroll{border:0;overflow:visible}.files{max-height:none;overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}}";

// EXTERNAL MODULE: ./build/presentation/inspection-groups.js
var inspection_groups = __webpack_require__(7540);
// EXTERNAL MODULE: ./build/presentation/printable.js
var printable = __webpack_require__(4774);
;// CONCATENATED MODULE: ./build/presentation/page/page-data.js





/** A page of these is some 30 MB. */
const LIMITS = { mostFiles: 300_000, mostSubtasks: 1_000_000 };
/** What the page's script needs of an inspection. Where something is left out it is the smallest. */
function pageModelOf({ operators, references }, limits = LIMITS) {
    return {
        places: places/* STATE_PLACES */.lT.map((key) => ({ key, label: inspection_lines/* PLACE_TEXTS */.lr[key] })),
        operators: pageOperators(operators, limits.mostSubtasks),
        groups: pageGroups((0,inspection_groups/* groupReferences */.u)(references), limits.mostFiles),
    };
}
function pageOperators(operators, mostSubtasks) {
    let left = mostSubtasks;
    return [...operators]
        .sort((a, b) => b.stateBytes - a.stateBytes)
        .map((operator) => {
        const { name, uid, skew } = operator;
        const indexes = Object.keys(operator.subtaskBytes).map(Number);
        left -= indexes.length;
        return {
            id: operator.id,
            name: name && (0,printable/* printable */.g)(name),
            uid: uid && (0,printable/* printable */.g)(uid),
            parallelism: operator.parallelism,
            maxParallelism: operator.maxParallelism,
            subtasks: (0,inspection_lines/* finishedText */.ch)(operator),
            stateBytes: operator.stateBytes,
            coordinatorBytes: operator.coordinatorBytes,
            placeBytes: places/* STATE_PLACES */.lT.map((place) => operator.bytesByPlace[place]),
            skew,
            states: (0,outside_lines/* stateTexts */.oC)(operator).map(printable/* printable */.g),
            subtaskBytes: left >= 0 ? Object.values(operator.subtaskBytes) : undefined,
            subtaskIndexes: left >= 0 && indexes.some((index, row) => index !== row) ? indexes : undefined,
        };
    });
}
function pageGroups(groups, mostFiles) {
    let left = mostFiles;
    return groups.map(({ directory, kind, place, references, handles, bytes }) => {
        const files = [...references].sort((a, b) => b.bytes - a.bytes).slice(0, left);
        left -= files.length;
        return {
            directory: (0,printable/* printable */.g)(directory),
            kind,
            place: places/* STATE_PLACES */.lT.indexOf(place),
            paths: references.length,
            handles,
            bytes,
            files: kind === 'directory'
                ? []
                : files.map(({ path, bytes: size, count }) => [
                    (0,printable/* printable */.g)(kind === 'relative' ? path : path.slice(path.lastIndexOf('/') + 1)),
                    size,
                    count,
                ]),
        };
    });
}

;// CONCATENATED MODULE: ./build/presentation/page/render-page.js











const MOST_PROBLEMS = 1000;
/** So many lines of a list are seen at once, the others after a click. */
const OPEN_LINES = 10;
/**
 * The inspection as one HTML page: no request leaves it, and its policy forbids any. All values are escaped,
 * the tables are built from JSON by the page's own script.
 */
function renderPage(inspection, limits) {
    const name = inspection.path.slice(inspection.path.lastIndexOf('/') + 1);
    return [
        '<!DOCTYPE html>',
        '<html lang="en">',
        '<head>',
        '<meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        `<title>${(0,html/* escaped */.M)(name)} · Flink snapshot</title>`,
        `<style>${PAGE_STYLE}</style>`,
        '</head>',
        '<body>',
        '<a class="skip" href="#operators">To the operators</a>',
        ...headSection(inspection, name),
        ...placesSection(inspection.bytesByPlace),
        ...notes('Warnings', '', inspection.warnings),
        ...notes('Points outside', '', (0,outside_lines/* outsideNotes */.RW)(inspection.outside)),
        ...filesSection(inspection),
        ...relocationSection(inspection.relocation),
        ...tableSection('operators', 'Operators', inspection.operators.length, 'This snapshot has no operators.'),
        ...tableSection('references', 'References', inspection.references.length, 'All state is in _metadata itself.'),
        `<footer>Made by ${failure/* PROGRAM */.R} from _metadata and the state of sources and sinks; no other state was read.</footer>`,
        `<script type="application/json" id="model">${embeddedJson(pageModelOf(inspection, limits))}</script>`,
        `<script>${PAGE_SCRIPT}</script>`,
        '</body>',
        '</html>',
        '',
    ].join('\n');
}
/** Nothing but this very script and style runs or shows, whatever else might get into the page. */
function contentPolicy() {
    const hash = (text) => `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
    return `default-src 'none'; script-src ${hash(PAGE_SCRIPT)}; style-src ${hash(PAGE_STYLE)}; base-uri 'none'; form-action 'none'`;
}
/**
 * JSON that can stand in a script element: what could end it, or begin a comment, is written as an escape.
 */
function embeddedJson(value) {
    return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
function headSection(inspection, name) {
    // The places and the files have sections of their own.
    const shown = (0,inspection_lines/* inspectionFacts */.kE)(inspection)
        .filter(([label]) => label !== 'files')
        .map(([label, value]) => [label, label === 'state' ? (0,quantities/* formatBytes */.z3)(inspection.stateBytes) : value]);
    return [
        '<header>',
        `<h1>${(0,html/* escaped */.M)(name)}</h1>`,
        `<p class="code minor">${(0,html/* escaped */.M)(inspection.path)}</p>`,
        '<dl class="facts">',
        ...shown.map(([label, value]) => `<div><dt>${(0,html/* escaped */.M)(label)}</dt><dd>${(0,html/* escaped */.M)(value)}</dd></div>`),
        '</dl>',
        '</header>',
    ];
}
function placesSection(bytesByPlace) {
    const total = places/* STATE_PLACES */.lT.reduce((sum, place) => sum + bytesByPlace[place], 0);
    if (total === 0)
        return [];
    const present = places/* STATE_PLACES */.lT.filter((place) => bytesByPlace[place] > 0);
    let x = 0;
    const parts = present.map((place) => {
        const width = Math.max((bytesByPlace[place] / total) * 1000, 2);
        const rect = `<rect class="place-${place}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`;
        x += width;
        return rect;
    });
    const legend = present.map((place) => {
        const share = (bytesByPlace[place] * 100) / total;
        return (`<li class="place-${place}">${inspection_lines/* PLACE_TEXTS */.lr[place]} ${(0,quantities/* formatBytes */.z3)(bytesByPlace[place])} `
            + `<span class="minor">${share < 0.1 ? 'below 0.1' : share.toFixed(1)} %</span></li>`);
    });
    return [
        '<section class="places" aria-labelledby="places-title">',
        '<h2 id="places-title">Where the bytes of state lie</h2>',
        `<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`,
        `<ul class="legend">${legend.join('')}</ul>`,
        '</section>',
    ];
}
function notes(title, style, lines) {
    if (lines.length === 0)
        return [];
    const list = (some) => `<ul class="notes ${style}">${some.map((line) => `<li>${(0,html/* escaped */.M)(line)}</li>`).join('')}</ul>`;
    const rest = lines.slice(OPEN_LINES);
    return [
        `<section><h2>${(0,html/* escaped */.M)(title)}</h2>`,
        list(lines.slice(0, OPEN_LINES)),
        ...(rest.length === 0
            ? []
            : [`<details><summary>${(0,quantities/* formatCount */.B4)(rest.length)} more</summary>${list(rest)}</details>`]),
        '</section>',
    ];
}
function filesSection({ files }) {
    if (files === undefined)
        return [];
    const { problems } = files;
    if (problems.length === 0)
        return notes('Files', (0,files_verdict/* filesMood */.HS)(files) === 'good' ? 'good' : '', [(0,files_verdict/* filesCheckText */.pT)(files)]);
    const rest = problems.length - MOST_PROBLEMS;
    const lines = problems.slice(0, MOST_PROBLEMS).map(check_files/* problemText */.fI);
    return notes(`Files: ${(0,files_verdict/* filesCheckText */.pT)(files)}`, 'bad', rest > 0 ? [...lines, `and ${(0,quantities/* countOf */.pq)(rest, 'more file')}`] : lines);
}
function relocationSection(preview) {
    if (preview === undefined)
        return [];
    return notes('What a relocation would do', preview.possible ? 'good' : 'bad', (0,inspection_lines/* relocationFacts */.ws)(preview));
}
/** The script puts a table in place of the sentence. */
function tableSection(id, title, count, empty) {
    const sentence = count === 0
        ? empty
        : `${(0,quantities/* formatCount */.B4)(count)} ${id}; the table needs a browser that runs the page's script.`;
    return [
        `<section aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>`,
        `<div id="${id}"><p class="minor">${(0,html/* escaped */.M)(sentence)}</p></div>`,
        '</section>',
    ];
}

;// CONCATENATED MODULE: ./build/presentation/page/page-file.js



/** The page could not be written. */
class PageFileError extends Error {
    name = 'PageFileError';
}
/**
 * Writes the HTML page of an inspection to a local file, whole or not at all. A file that is there is
 * replaced; a link or a device is not.
 *
 * @param path absolute
 * @throws PageFileError naming the file
 */
async function writePage(inspection, path) {
    try {
        await (0,local_output/* writeOutputFile */.BF)(path, renderPage(inspection));
    }
    catch (error) {
        // Its sentence says everything.
        if (error instanceof storage_error/* StorageError */.a)
            throw new PageFileError(`the HTML page was not written: ${error.message}`, { cause: error.cause });
        throw new PageFileError(`the HTML page could not be written to ${path}: name a file in a directory that can be written to`, { cause: error });
    }
}


/***/ }),

/***/ 4774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
/* harmony import */ var _text_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6953);

/**
 * C0 and C1 control characters, line separators, and the characters that turn the direction of text around.
 */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const NAMES = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/**
 * Makes text from outside (paths, names in `_metadata`, answers of servers) safe to print in one line: what
 * could begin a line of its own or steer a terminal is shown as an escape, users and passwords of URLs are
 * not shown.
 */
function printable(text) {
    return (0,_text_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutUserInfo */ .s)(text).replace(UNPRINTABLE, (character) => NAMES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}


/***/ }),

/***/ 3054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pw: () => (/* binding */ fractionDone),
/* harmony export */   ou: () => (/* binding */ createProgressPrinter),
/* harmony export */   oz: () => (/* binding */ progressLine)
/* harmony export */ });
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5765);

/** How much of the work is done, 0 to 1: the lower of files and bytes, for either may lag behind. */
function fractionDone(progress) {
    const files = progress.filesTotal === 0 ? 1 : progress.filesDone / progress.filesTotal;
    const bytes = progress.bytesTotal === 0 ? 1 : progress.bytesDone / progress.bytesTotal;
    return Math.min(1, Math.max(0, Math.min(files, bytes)));
}
/** One line: counts, bytes, rate, time left. */
function progressLine(progress) {
    const fraction = fractionDone(progress);
    const parts = [
        `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(progress.filesDone)} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(progress.filesTotal)} files (${Math.floor(fraction * 100)} %)`,
        `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(progress.bytesDone)} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(progress.bytesTotal)}`,
    ];
    if (progress.elapsedMs > 0)
        parts.push(`${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)((progress.bytesDone * 1000) / progress.elapsedMs)}/s`);
    if (fraction === 1)
        parts.push(`done in ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(progress.elapsedMs)}`);
    else if (fraction > 0) {
        parts.push(`about ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)((progress.elapsedMs * (1 - fraction)) / fraction)} left`);
    }
    return parts.join(', ');
}
const STEP = 0.1;
const LONGEST_SILENCE_MS = 10_000;
const SHORTEST_GAP_MS = 1_000;
/**
 * A receiver of progress that prints a line every 10 % or 10 s, whichever comes first, never two within a
 * second, and always the last one.
 */
function createProgressPrinter(print) {
    let lastStep = 0;
    let lastMs = 0;
    let finished = false;
    return (progress) => {
        if (finished || progress.filesTotal === 0)
            return;
        const fraction = fractionDone(progress);
        const step = Math.floor(fraction / STEP + 1e-9);
        const gapMs = progress.elapsedMs - lastMs;
        finished = fraction === 1;
        const due = finished || gapMs >= LONGEST_SILENCE_MS || (step > lastStep && gapMs >= SHORTEST_GAP_MS);
        if (!due)
            return;
        lastStep = step;
        lastMs = progress.elapsedMs;
        print(progressLine(progress));
    };
}


/***/ }),

/***/ 6937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DW: () => (/* binding */ resultLines),
/* harmony export */   h3: () => (/* binding */ NEXT_OF_SHARD),
/* harmony export */   kI: () => (/* binding */ provedSentence),
/* harmony export */   sG: () => (/* binding */ outcomeOf),
/* harmony export */   uS: () => (/* binding */ kindText),
/* harmony export */   xS: () => (/* binding */ factsOf),
/* harmony export */   zR: () => (/* binding */ modeText)
/* harmony export */ });
/* unused harmony exports filesText, provedText */
/* harmony import */ var _commands_relocate_report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5557);
/* harmony import */ var _commands_relocate_shard_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6583);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4774);
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5765);
/* harmony import */ var _start_job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5827);





/** What is to be done after a shard. */
const NEXT_OF_SHARD = 'When every shard has succeeded, run once more without shard: that run finds all files there, checks them and '
    + 'writes _metadata.';
/** The outcome of a run in a few words, the heading of its report. */
function outcomeOf(report) {
    switch (report.outcome) {
        case 'relocated':
            return 'Relocated to';
        case 'already-there':
            return 'Already there, nothing to do:';
        case 'planned':
            return `Dry run, nothing was written. The ${report.shard === undefined ? '' : 'part of the '}snapshot would go to`;
        case 'shard-copied':
            return 'A part is copied, and no _metadata written. With all parts the snapshot will be at';
    }
}
/** `savepoint, canonical format` and its like. */
function kindText({ kind, format }) {
    return format === undefined ? kind : `${kind}, ${format} format`;
}
/** What is known of the files: what was copied, or what a dry run would copy, and at which cost. */
function filesText(report) {
    const skipped = report.filesSkipped === 0 ? '' : `, ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(report.filesSkipped)} already there`;
    if (report.dryRun) {
        const requests = report.transferMode === 'local' ? 0 : (report.estimatedRequests ?? 0);
        const cost = requests === 0 ? '' : `, about ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(requests, 'request')} to S3`;
        return `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(report.estimatedFiles ?? 0)} to copy (${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(report.estimatedBytes ?? 0)})${skipped}${cost}`;
    }
    return `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(report.filesCopied)} copied (${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(report.bytesCopied)})${skipped}`;
}
/**
 * How the files were proved: `1,100 by ETag, 90 by checksum, 10 by size only`; `undefined` where none were.
 */
function provedText({ proved }) {
    if (proved === undefined)
        return undefined;
    const ways = [
        [proved.etag, 'by ETag'],
        [proved.checksum, 'by checksum'],
        [proved.bytes, 'by their bytes'],
        [proved.sizeOnly, 'by size only'],
    ];
    const told = ways.filter(([count]) => count > 0).map(([count, way]) => `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(count)} ${way}`);
    return told.length === 0 ? undefined : told.join(', ');
}
/** What the proofs come to, in a sentence; `undefined` where no file was looked at. */
function provedSentence({ proved }) {
    if (proved === undefined)
        return undefined;
    const byContent = proved.etag + proved.checksum + proved.bytes;
    const all = byContent + proved.sizeOnly;
    if (all === 0)
        return undefined;
    const advice = '(verify: strict reads both ends and compares all bytes)';
    if (byContent === 0)
        return `Only the sizes of the ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(all, 'file')} were compared ${advice}.`;
    if (proved.sizeOnly === 0)
        return all === 1
            ? 'The content of the file is proved.'
            : `The content of all ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(all, 'file')} is proved.`;
    return `The content of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(byContent)} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(all, 'file')} is proved; of the other ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(proved.sizeOnly)} only the size was compared ${advice}.`;
}
/** How the bytes travel. */
function modeText(mode) {
    switch (mode) {
        case 'server-side':
            return 'server-side (S3 copies, no byte passes this machine)';
        case 'streamed':
            return 'streamed through this machine';
        case 'local':
            return 'local files';
    }
}
/** Label and value of each fact, for log, terminal and summary alike. */
function factsOf(report) {
    const facts = [
        ['from', report.source],
        ...(report.sourceTakenFrom === undefined
            ? []
            : [['taken from', report.sourceTakenFrom]]),
        ...(report.sourceAsOf === undefined ? [] : [['as of', report.sourceAsOf]]),
        ['to', report.snapshotPath],
        ['kind', `${kindText(report)}, checkpoint ${report.checkpointId}`],
        ['metadata', `version ${report.metadataVersion} (Flink ${report.flinkVersions})`],
        ...(report.shard === undefined ? [] : [['shard', shardText(report.shard)]]),
        ['files', filesText(report)],
        ...(report.shard === undefined
            ? [['URIs rewritten', (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(report.urisRewritten)]]
            : []),
        ['transfer', modeText(report.transferMode)],
    ];
    const proved = provedText(report);
    if (proved !== undefined)
        facts.push(['proved', proved]);
    if (report.dryRun && report.planFingerprint !== undefined)
        facts.push(['plan', report.planFingerprint]);
    if (report.claimMode !== undefined)
        facts.push(['claim mode', report.claimMode]);
    if (report.deleted > 0)
        facts.push(['deleted at source', (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(report.deleted, 'file')]);
    if (report.orphans.length > 0) {
        facts.push([
            'orphaned',
            `${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .countOf */ .pq)(report.orphans.length, 'file')} of the replaced snapshot, named in the report`,
        ]);
    }
    facts.push(['took', (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(report.durationMs)]);
    return facts;
}
function shardText(shard) {
    const own = (0,_commands_relocate_shard_js__WEBPACK_IMPORTED_MODULE_0__/* .shardSentence */ .YE)(shard).replace(/^shard /, '');
    return shard.split === undefined ? own : `${own}; ${(0,_commands_relocate_shard_js__WEBPACK_IMPORTED_MODULE_0__/* .splitSentence */ .e$)(shard.split)}`;
}
/** The result as lines for a log or a terminal; warnings are not among them. */
function resultLines(report) {
    const facts = factsOf(report);
    const width = Math.max(...facts.map(([label]) => label.length));
    const lines = [
        `${outcomeOf(report)} ${report.snapshotPath}`,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ];
    if ((0,_commands_relocate_report_js__WEBPACK_IMPORTED_MODULE_3__/* .isRestorable */ .q)(report))
        lines.push(...startLines(report));
    const proved = provedSentence(report);
    if (proved !== undefined)
        lines.push(proved);
    if (report.outcome === 'shard-copied')
        lines.push(NEXT_OF_SHARD);
    return lines.map(_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g);
}
function startLines(report) {
    const lines = ['Start the job from it:'];
    for (const { flinkVersions, command } of (0,_start_job_js__WEBPACK_IMPORTED_MODULE_4__/* .startCommands */ .$d)(report)) {
        lines.push(flinkVersions === undefined ? `  ${command}` : `  ${command}   # Flink ${flinkVersions}`);
    }
    const sentence = (0,_start_job_js__WEBPACK_IMPORTED_MODULE_4__/* .claimSentence */ .MI)(report);
    if (sentence !== undefined)
        lines.push(`  ${sentence}`);
    return lines;
}


/***/ }),

/***/ 2156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ savepointLines),
/* harmony export */   v: () => (/* binding */ savepointFacts)
/* harmony export */ });
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5765);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4774);


/** Label and value of each fact of a savepoint that was taken, for log, terminal and summary alike. */
function savepointFacts(report) {
    const facts = [
        ['job', report.jobId],
        ['trigger id', report.triggerId],
        ['Flink', report.flinkVersion],
        ['taken from', report.takenFrom],
        ['took', (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(report.durationMs)],
    ];
    return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]));
}
/** A savepoint that was taken, as lines for a log or a terminal. */
function savepointLines(report) {
    const facts = savepointFacts(report);
    const width = Math.max(...facts.map(([label]) => label.length));
    return [
        `Savepoint at ${report.snapshotPath}`,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ].map(_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g);
}


/***/ }),

/***/ 2320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ endOnUncaught),
/* harmony export */   l: () => (/* binding */ GuardedStream)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2079);

/** So much of what could not be written is kept, to be told elsewhere. */
const MOST_KEPT = 64 * 1024;
/**
 * A standard stream whose faults end nothing: a full disk behind it, or a reader that goes away, must not
 * stop a relocation halfway. The first fault is kept, and what comes after it is dropped.
 */
class GuardedStream {
    #stream;
    #fault;
    #kept = '';
    constructor(stream) {
        this.#stream = stream;
        stream.on('error', (error) => {
            this.#fault ??= error;
        });
    }
    get isTTY() {
        return this.#stream.isTTY;
    }
    get columns() {
        return this.#stream.columns;
    }
    write(text) {
        if (this.#kept.length < MOST_KEPT)
            this.#kept += text;
        if (this.#fault === undefined)
            this.#stream.write(text);
    }
    /** Writes bytes as they are; they are not {@link kept}. */
    writeBytes(bytes) {
        if (this.#fault === undefined)
            this.#stream.write(bytes);
    }
    /** What was written, in full or its begin. */
    get kept() {
        return this.#kept;
    }
    /** Waits until all is written. @returns the first fault */
    async flushed() {
        if (this.#fault === undefined) {
            await new Promise((resolve) => {
                this.#stream.write('', (error) => {
                    if (error)
                        this.#fault ??= error;
                    resolve();
                });
            });
        }
        return this.#fault;
    }
}
/**
 * Ends the process with sentences in place of Node's own trace for an error that nobody caught, a rejection
 * among them.
 *
 * @param tell gets the sentence and what stands under it
 */
function endOnUncaught(source, tell) {
    source.on('uncaughtException', (error) => {
        const { sentence, lines } = (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .explainFailure */ .S)(error);
        tell(`${_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .PROGRAM */ .R}: stopped by an error that was not expected: ${sentence}; start it again, it continues where it stopped`, lines);
        source.exit(1);
    });
}


/***/ }),

/***/ 5827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ startCommands),
/* harmony export */   MI: () => (/* binding */ claimSentence),
/* harmony export */   hO: () => (/* binding */ startArguments),
/* harmony export */   lJ: () => (/* binding */ operatorLine)
/* harmony export */ });
/* unused harmony export shellWord */
/** One word of a POSIX shell, quoted only where it must be. */
function shellWord(text) {
    return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
/** The first metadata versions whose readers all have the flag under its later name. */
const CLAIM_MODE_ONLY = 5;
/**
 * The arguments that start a job from the snapshot. The claim mode's flag is called `-restoreMode` by Flink
 * 1.15 to 1.19 and `-claimMode` since 1.20, and which one to use depends on the cluster, not on the
 * snapshot.
 */
function startArguments({ snapshotPath, metadataVersion, claimMode }) {
    const from = ['-s', snapshotPath];
    if (claimMode === undefined)
        return [{ words: from }];
    const later = { flinkVersions: '1.20 and later', words: [...from, '-claimMode', claimMode] };
    if (metadataVersion >= CLAIM_MODE_ONLY)
        return [later];
    const middle = { flinkVersions: '1.15 to 1.19', words: [...from, '-restoreMode', claimMode] };
    return metadataVersion === 3
        ? [{ flinkVersions: '1.11 to 1.14', words: from }, middle, later]
        : [middle, later];
}
/** The commands that start a job from the snapshot, as a person types them. */
function startCommands(report) {
    return startArguments(report).map(({ flinkVersions, words }) => ({
        flinkVersions,
        command: `flink run ${words.map(shellWord).join(' ')} your-job.jar`,
    }));
}
/**
 * What the claim mode means for the copy, in one sentence; `undefined` where the snapshot's Flink knows no
 * claim mode.
 */
function claimSentence({ claimMode }) {
    if (claimMode === undefined)
        return undefined;
    const always = 'A job that has the changelog backend enabled needs CLAIM from any snapshot.';
    if (claimMode === 'NO_CLAIM')
        return always;
    return ('CLAIM, because the snapshot has changelog state: with NO_CLAIM the job restores and fails at its first checkpoint. '
        + 'Flink then owns this copy and deletes its files when they are no longer needed: make one copy for each job. '
        + always);
}
/** The line of a FlinkDeployment (Flink Kubernetes operator) that starts the job from the snapshot. */
function operatorLine(snapshotPath) {
    return `initialSavepointPath: ${JSON.stringify(snapshotPath)}`;
}


/***/ }),

/***/ 7817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ tableLines)
/* harmony export */ });
/** Rows under a heading in aligned columns, two blanks between, none at the ends of lines. */
function tableLines(heading, aligns, rows) {
    const all = [heading, ...rows];
    const widths = heading.map((_, column) => all.reduce((width, row) => Math.max(width, lengthOf(row[column] ?? '')), 0));
    return all.map((row) => row
        .map((cell, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell)));
        return aligns[column] === 'right' ? gap + cell : cell + gap;
    })
        .join('  ')
        .trimEnd());
}
/** Code points, which is near enough to columns of a terminal. */
function lengthOf(text) {
    return Array.from(text).length;
}


/***/ }),

/***/ 4711:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ disarm),
/* harmony export */   P: () => (/* binding */ disarmJson)
/* harmony export */ });
/**
 * Makes text from outside harmless in the log of a GitHub job. The runner takes a line that begins with `::`,
 * after any blanks, and `##[` anywhere in a line, for a command to itself, whichever stream it comes from.
 */
function disarm(text) {
    return text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');
}
/**
 * The same for JSON, which stays valid and equal in meaning: within a text, where alone this can stand, `#`
 * may be written as an escape.
 */
function disarmJson(json) {
    return json.replaceAll('##[', '\\u0023#[');
}


/***/ }),

/***/ 2155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dP: () => (/* binding */ ownerText),
/* harmony export */   fI: () => (/* binding */ problemText),
/* harmony export */   gw: () => (/* binding */ checkFiles)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _storage_survey_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1570);
/* harmony import */ var _storage_archives_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(679);
/* harmony import */ var _metadata_warnings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7851);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(593);





/**
 * Asks the store for every file that a handle names, with as few requests as a listing or single looks
 * allow.
 *
 * @throws StorageError where the store fails.
 */
async function checkFiles(store, directory, snapshot, signal) {
    const { wanted, notChecked, outside } = wantedFiles(directory, snapshot.references);
    const seen = await (0,_storage_survey_js__WEBPACK_IMPORTED_MODULE_1__/* .survey */ .Fr)(store, wanted.map(({ location }) => location), signal);
    const places = wanted.map(({ location }) => location);
    const archives = await (0,_storage_archives_js__WEBPACK_IMPORTED_MODULE_2__/* .findArchives */ .BG)(store, (0,_storage_archives_js__WEBPACK_IMPORTED_MODULE_2__/* .seenAt */ .dh)(places, seen), signal);
    const problems = wanted.flatMap((file) => {
        const { location } = file;
        return problemOf(file, seen.get(location), archives.get(location), snapshot.operators) ?? [];
    });
    return { checked: wanted.length, notChecked, outside, problems };
}
function wantedFiles(directory, references) {
    const wanted = new Map();
    const elsewhere = new Set();
    const [home, searched] = [(0,_places_js__WEBPACK_IMPORTED_MODULE_3__/* .homeOf */ .lt)(directory), searchedPart(directory)];
    let outside = 0;
    for (const reference of references) {
        if (reference.kind === 'directory')
            continue;
        const { path, sizeIs, sizeBytes } = reference;
        const location = (0,_places_js__WEBPACK_IMPORTED_MODULE_3__/* .locationOf */ .hD)(reference, directory);
        if (location === undefined || !(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, searched)) {
            elsewhere.add(path);
            continue;
        }
        const key = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .identityOf */ .cu)(location);
        const known = wanted.get(key);
        if (known === undefined) {
            wanted.set(key, { path, location, reference, handles: 1, sizeIs, sizeBytes });
            if (!(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, home))
                outside++;
            continue;
        }
        known.handles++;
        if (sizeIs === 'exact'
            || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)) {
            known.sizeIs = sizeIs;
            known.sizeBytes = sizeBytes;
        }
    }
    return { wanted: [...wanted.values()], notChecked: elsewhere.size, outside: outside + elsewhere.size };
}
/**
 * Where files are looked for: in S3 the bucket that the user named, of a local file system the snapshot's
 * home.
 */
function searchedPart(directory) {
    return directory.scheme === 'file' ? (0,_places_js__WEBPACK_IMPORTED_MODULE_3__/* .homeOf */ .lt)(directory) : { ...directory, path: '/' };
}
function problemOf(file, found, archive, operators) {
    const { path, sizeIs, sizeBytes } = file;
    const expected = sizeIs === 'unknown' ? {} : { expectedBytes: sizeBytes };
    if (found === undefined)
        return { path, problem: 'missing', ...expected, ...userOf(file, operators) };
    const foundBytes = found.sizeBytes;
    const fits = sizeIs === 'unknown' || (sizeIs === 'exact' ? foundBytes === sizeBytes : foundBytes >= sizeBytes);
    if (fits && archive === undefined)
        return undefined;
    return {
        path,
        problem: fits ? 'archived' : 'wrong-size',
        ...(fits && archive !== undefined && archive !== 'archived' && { archive }),
        ...expected,
        foundBytes,
        ...userOf(file, operators),
    };
}
function userOf({ reference, handles }, operators) {
    const operator = operators[reference.operator];
    if (operator === undefined)
        return {};
    const { id, name, uid } = operator;
    return {
        operator: { id, name, uid },
        subtask: reference.subtask >= 0 ? reference.subtask : undefined,
        otherHandles: handles > 1 ? handles - 1 : undefined,
    };
}
/** A file that is not what `_metadata` says, and whose state it is, in one line. */
function problemText(file) {
    const { path, problem, archive, expectedBytes, foundBytes } = file;
    const user = userText(file);
    if (problem !== 'wrong-size')
        return `${archive === undefined ? problem : _storage_archives_js__WEBPACK_IMPORTED_MODULE_2__/* .ARCHIVE_TEXTS */ .gu[archive]}: ${path}${user}`;
    return `wrong size: ${path} has ${foundBytes ?? 0} byte${foundBytes === 1 ? '' : 's'}, its handles say ${expectedBytes ?? 0}${user}`;
}
function userText({ operator, subtask, otherHandles }) {
    if (operator === undefined)
        return '';
    const more = otherHandles === undefined
        ? ''
        : `, and ${otherHandles} more ${otherHandles === 1 ? 'handle' : 'handles'}`;
    return ` (${ownerText(operator, subtask)}${more})`;
}
/** Whose state a file is: `operator <name, uid or id>, subtask 2`. */
function ownerText(operator, subtask) {
    return `operator ${(0,_metadata_warnings_js__WEBPACK_IMPORTED_MODULE_4__/* .describeOperator */ .yG)(operator)}${subtask === undefined ? '' : `, subtask ${subtask}`}`;
}


/***/ }),

/***/ 9220:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ findDeletedFile),
/* harmony export */   U: () => (/* binding */ findDeleted)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _storage_server_side_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5307);
/* harmony import */ var _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5012);



/**
 * What the versions in a bucket tell of a snapshot that is not there. One request, on a
 * failure.
 *
 * @param name of the file that makes it a snapshot
 * @returns `undefined` where nothing was deleted, no versions are kept, or the store does not tell.
 */
async function findDeleted(store, directory, name, signal) {
    if (!(0,_storage_server_side_js__WEBPACK_IMPORTED_MODULE_1__/* .canCopyWithin */ .d)(store))
        return undefined;
    const last = latest(await deletionsAt(store, (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveWithin */ .s5)(directory, name), signal));
    return last && { deletedAt: last.deletedAt, asOf: last.writtenAt.toISOString() };
}
/**
 * A time at which a file was there that a snapshot names and that is not there, and its `_metadata` was
 * there too. One request, on a failure.
 *
 * @param metadataAt when the snapshot's `_metadata` was written, as the store told it
 * @returns a time as `as-of` takes it; `undefined` where there was no such time, no versions are kept, or
 * the store does not tell.
 */
async function findDeletedFile(store, file, metadataAt, signal) {
    if (!(0,_storage_server_side_js__WEBPACK_IMPORTED_MODULE_1__/* .canCopyWithin */ .d)(store) || metadataAt === undefined)
        return undefined;
    const last = latest(await deletionsAt(store, file, signal));
    if (last === undefined)
        return undefined;
    const { writtenAt, deletedAt } = last;
    const both = Math.max(atLeast(metadataAt), writtenAt.getTime());
    const asOfMs = Math.min(both, deletedAt.getTime() - 1);
    if (asOfMs < Math.max(metadataAt.getTime(), writtenAt.getTime()))
        return undefined;
    return { deletedAt, asOf: new Date(asOfMs).toISOString() };
}
/** Answers to GET tell whole seconds, in which there may be a part of one more. */
function atLeast(time) {
    return time.getMilliseconds() === 0 ? time.getTime() + 999 : time.getTime();
}
function latest(deletions) {
    return deletions.reduce((last, one) => (last === undefined || one.deletedAt > last.deletedAt ? one : last), undefined);
}
/** What cannot be told is not told: that something is missing is what has to be said. */
async function deletionsAt(store, place, signal) {
    try {
        return await store.deletions(place, signal === undefined ? {} : { signal });
    }
    catch (error) {
        if (error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_2__/* .StorageError */ .a)
            return [];
        throw error;
    }
}


/***/ }),

/***/ 1002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aI: () => (/* binding */ entriesText),
  Mw: () => (/* binding */ knownFindings),
  mr: () => (/* binding */ outsideReport),
  xs: () => (/* binding */ outsideSentence),
  sd: () => (/* binding */ outsideSubject),
  os: () => (/* binding */ shortText),
  Uo: () => (/* binding */ subtasksText),
  y2: () => (/* binding */ unreadSentences)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __webpack_require__(7851);
;// CONCATENATED MODULE: ./build/snapshot/outside/outside-words.js
const NEW_UID = 'start it with a new uid of the sink and --allowNonRestoredState';
/** Flink tells a job that it stops of the savepoint's completion, upon which sinks commit. */
const STOPPED = `stop the job with a savepoint, after which it commits what is pending, and ${NEW_UID}`;
const OF_FILES = `keep the output where it is; or let the sink roll its files at each checkpoint (OnCheckpointRollingPolicy), ${STOPPED}`;
/** To drain fires all windows and timers: not for every job that goes on from the savepoint. */
const OF_COMPACTION = `keep the output where it is; or stop the job with --drain, where firing all its windows does no harm, and ${NEW_UID}`;
const OF_A_SOURCE = 'keep the input where it is; or start the job with a new uid of the source and --allowNonRestoredState, and choose what it reads first';
const OF_A_TABLE = `go on with the same table; or ${STOPPED}`;
const WRITES_ON = 'a job restored from it goes on writing there, whatever output path it is given';
const FENCES = 'where the first job goes on with them too, on one Kafka, the two fence each other off';
const NOT_KNOWN = 'whether a job restored from it would go on there is not known';
/** What is told of each kind. */
const OUTSIDE_WORDS = {
    'file-sink-writer': {
        what: 'output in progress of a FileSink',
        consequence: WRITES_ON,
        settled: {
            what: 'a directory that a FileSink wrote to last',
            consequence: 'a job restored from it writes new files there, unless a checkpoint comes before its records',
        },
        advice: OF_FILES,
    },
    'file-sink-committer': {
        what: 'output of a FileSink that is not committed',
        consequence: 'a job restored from it commits these files where they are; without them it fails, or goes on and their records are lost',
        advice: OF_FILES,
    },
    'file-sink-compactor': {
        what: 'output that a file sink has yet to compact',
        consequence: 'a job restored from it compacts these files where they are',
        advice: OF_COMPACTION,
    },
    'streaming-file-sink': {
        what: 'output in progress of a StreamingFileSink',
        consequence: WRITES_ON,
        advice: OF_FILES,
    },
    'bucketing-sink': {
        what: 'output in progress of a BucketingSink',
        consequence: 'a job restored from it truncates, renames and writes files there',
        advice: 'keep the output where it is',
    },
    'partition-commit': {
        what: 'partitions that a table sink has yet to commit',
        consequence: 'a job restored from it commits them in the table that it is given',
        advice: OF_A_TABLE,
    },
    'file-source': {
        what: 'input that a FileSource has yet to read',
        consequence: 'a job restored from it reads these files, whatever input path it is given',
        settled: {
            what: 'input that a FileSource has found before',
            consequence: 'a job restored from it takes all files of another path for new ones, and reads them',
        },
        advice: OF_A_SOURCE,
    },
    'read-file': {
        what: 'input that readFile has yet to read',
        consequence: 'a job restored from it reads these files, whatever input path it is given',
        settled: {
            what: 'a time up to which readFile has read its input',
            consequence: 'a job restored from it reads only files that are newer, whatever input path it is given',
        },
        advice: OF_A_SOURCE,
    },
    iceberg: {
        what: 'files that are not committed to an Iceberg table',
        consequence: 'a job restored from it commits these files into the table that it is given',
        settled: {
            what: 'commits of the first job to an Iceberg table',
            consequence: 'a job restored from it looks for these commits in the table that it is given',
        },
        advice: OF_A_TABLE,
    },
    hudi: {
        what: 'what was written last to a Hudi table',
        consequence: 'a job restored from it commits that again, in the table that it is given',
        settled: {
            what: 'an instant of a Hudi table',
            consequence: 'a job restored from it reads on from this instant, in the table that it is given',
        },
        advice: OF_A_TABLE,
    },
    paimon: {
        what: 'what is not committed to a Paimon table',
        consequence: 'a job restored from it commits that into the table that it is given',
        settled: {
            what: 'the name under which a job commits to a Paimon table',
            consequence: 'a job restored from it goes on with this name, and two jobs of one name at one table take the commits of the other for their own',
        },
        advice: OF_A_TABLE,
    },
    'write-ahead-sink': {
        what: 'pending batches of a GenericWriteAheadSink',
        consequence: 'their files are named inside serialised user state and cannot be relocated, and Flink would lose them without a failure',
        advice: 'let its input pause until a checkpoint has completed without new records, and take a savepoint then: no batch is pending in it',
    },
    'kafka-transactions': {
        what: 'transactions of a Kafka sink that are not committed',
        consequence: `a job restored from it commits these transactions, and goes on with their ids: ${FENCES}`,
        settled: {
            what: 'transactional ids of a Kafka sink',
            consequence: `a job restored from it goes on with these ids: ${FENCES}`,
        },
        advice: 'give the restored job a transactional id prefix of its own, or stop the first job',
    },
    'sink-writer': {
        what: 'output in progress of a sink whose format is not known here',
        consequence: NOT_KNOWN,
        advice: 'look up what the state of its writer holds; where that is files, keep them where they are',
    },
    'sink-committer': {
        what: 'output that a sink, whose format is not known here, has yet to commit',
        consequence: NOT_KNOWN,
        advice: 'look up what the state of its committer holds; where that is files, keep them where they are',
    },
};
/** Why it is not known what a state points at, to follow the state's name. */
const UNREAD_WORDS = {
    'too-large': 'is larger than what is read of one state',
    'left-out': 'was left out, for a large part of the state was read already',
    compressed: 'is compressed (execution.checkpointing.snapshot-compression)',
    elsewhere: "lies outside of the snapshot's own directory, where nothing is opened",
    failed: 'could not be read',
    'not-asked': 'was not read, for state-reads is false',
};

;// CONCATENATED MODULE: ./build/snapshot/outside/outside-report.js



/** So many paths of a finding are told, the others counted. */
const MOST_PATHS = 20;
/**
 * What is told of what was found. Pure.
 *
 * @param allowed places that state may point at: paths below them are left out, and findings that have no
 *   others
 */
function outsideReport({ findings, unread }, allowed = []) {
    return {
        findings: findings.flatMap((finding) => {
            const left = withoutAllowed(finding, allowed);
            return left === undefined ? [] : [told(left)];
        }),
        unread: unread.map(({ operator, ...rest }) => ({ operator: labelsOf(operator), ...rest })),
    };
}
function told({ operator, ...rest }) {
    const words = OUTSIDE_WORDS[rest.kind];
    const { what, consequence } = rest.uncommitted ? words : (words.settled ?? words);
    return {
        operator: labelsOf(operator),
        ...rest,
        paths: rest.paths.slice(0, MOST_PATHS),
        what,
        consequence,
        advice: words.advice,
    };
}
/** Where paths were not kept for their number, those that were do not speak for them. */
function withoutAllowed(finding, allowed) {
    if (allowed.length === 0 || finding.paths.length === 0)
        return finding;
    const paths = finding.paths.filter((path) => !allowed.some((place) => liesWithin(path, place)));
    const pathCount = finding.pathCount - (finding.paths.length - paths.length);
    return pathCount === 0 ? undefined : { ...finding, paths, pathCount };
}
function liesWithin(path, place) {
    try {
        return (0,location_location/* isWithin */.UO)((0,location_location/* parseWrittenLocation */.A3)(path), place);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        return false;
    }
}
function labelsOf({ id, name, uid }) {
    return { id, name, uid };
}
/**
 * The findings without those of which no more is known than that their state was not read: that is said of
 * the states themselves.
 */
function knownFindings({ findings, unread }) {
    const notRead = new Set(unread.map(({ operator, state }) => `${operator.id} ${state}`));
    return findings.filter(({ certainty, operator, state }) => certainty !== 'unknown' || !notRead.has(`${operator.id} ${state}`));
}
const POINTS = {
    sure: 'points at',
    likely: 'probably points at',
    unknown: 'may point at',
};
/** Whose state points at what: `operator "x" (…), subtasks 0 to 3, points at output in progress of …`. */
function outsideSubject({ operator, subtasks, certainty, what }) {
    return `operator ${(0,warnings/* describeOperator */.yG)(operator)}, ${subtasksText(subtasks)}, ${POINTS[certainty]} ${what}`;
}
/** A finding in one line, with its consequence, for a log. What to do stands last. */
function outsideSentence(finding) {
    const places = placesText(finding);
    return `${outsideSubject(finding)}${places === '' ? '' : ` (${places})`}: ${finding.consequence}; ${finding.advice}`;
}
const NAMED_IN_A_LINE = 2;
function placesText({ paths, pathCount, ids }) {
    const named = (pathCount > 0 ? paths : ids).slice(0, NAMED_IN_A_LINE).map(shortText);
    const more = (pathCount > 0 ? pathCount : ids.length) - named.length;
    return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
/** States that were not read, by the reason, in a line each. */
function unreadSentences(unread) {
    const byReason = new Map();
    for (const one of unread)
        byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), one]);
    return [...byReason].map(([reason, [first, ...others]]) => {
        const { operator, state, message } = first;
        const why = message === undefined ? '' : ` (${message})`;
        const more = others.length === 0
            ? ''
            : `; the same holds for ${others.length} more ${others.length === 1 ? 'state' : 'states'}`;
        return (`the state "${shortText(state)}" of operator ${(0,warnings/* describeOperator */.yG)(operator)} ${UNREAD_WORDS[reason]}${why}: what it points at `
            + `outside of the snapshot is not known${more}`);
    });
}
/** `subtask 3`, `subtasks 0 to 7`, `subtasks 0, 2, 5 and 9 more`; a coordinator has none. */
function subtasksText(subtasks) {
    const [first, ...others] = subtasks;
    if (first === undefined)
        return 'coordinator';
    const last = others.at(-1);
    if (last === undefined)
        return `subtask ${first}`;
    if (others.length > 1 && last - first === others.length)
        return `subtasks ${first} to ${last}`;
    const shown = subtasks.slice(0, MOST_SUBTASKS);
    const rest = subtasks.length - shown.length;
    return rest > 0
        ? `subtasks ${shown.join(', ')} and ${rest} more`
        : `subtasks ${shown.slice(0, -1).join(', ')} and ${last}`;
}
const MOST_SUBTASKS = 8;
/** `1 entry`, `12 entries`. */
function entriesText(entries) {
    return entries === 1 ? '1 entry' : `${entries} entries`;
}
const LONGEST = 200;
const KEPT_AT_END = 60;
/** A text of the state's, which may have any length: where it is long, its begin and its end. */
function shortText(text) {
    if (text.length <= LONGEST)
        return text;
    return `${text.slice(0, LONGEST - KEPT_AT_END)}…${text.slice(-KEPT_AT_END)}`;
}


/***/ }),

/***/ 593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D1: () => (/* binding */ noBytes),
/* harmony export */   I2: () => (/* binding */ createPlacer),
/* harmony export */   Uy: () => (/* binding */ writtenLocationOf),
/* harmony export */   hD: () => (/* binding */ locationOf),
/* harmony export */   lT: () => (/* binding */ STATE_PLACES),
/* harmony export */   lt: () => (/* binding */ homeOf)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _location_flink_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3137);


/** In the order in which people are shown them. */
const STATE_PLACES = ['inline', 'exclusive', 'shared', 'changelog', 'external'];
/** Sums of nothing. */
function noBytes() {
    return { inline: 0, exclusive: 0, shared: 0, changelog: 0, external: 0 };
}
/** A path whose last segment is a plain name, so that what is before it is the file's directory. */
const PLAIN_FILE = /[^/\\]\/(?!\.\.?$)[^/\\]+$/;
/**
 * A placer for the snapshot in this directory. What is in a directory called `chk-<digits>` belongs to a
 * checkpoint, whose job directory is the one above it. A path that is no location counts as external.
 */
function createPlacer(directory) {
    const job = (0,_location_flink_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isCheckpointName */ .iI)((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory)) ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(directory) : undefined;
    const byDirectory = new Map();
    return (reference) => {
        if (reference.changelog)
            return 'changelog';
        if (reference.kind === 'relative')
            return 'exclusive';
        const { path } = reference;
        // All files of a directory lie in one place, and there are far fewer directories than files.
        const key = PLAIN_FILE.test(path) && reference.kind !== 'directory' ? path.slice(0, path.lastIndexOf('/')) : path;
        const known = byDirectory.get(key) ?? placeOf(reference, directory, job);
        byDirectory.set(key, known);
        return known;
    };
}
/** Where the file of a reference lies, for the snapshot in this directory; `undefined` for no location. */
function locationOf({ kind, path }, directory) {
    return locationIfAny(() => kind === 'relative' ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveWithin */ .s5)(directory, path) : (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenLocation */ .A3)(path));
}
/** The location that a path of a `_metadata` names; `undefined` for a path that is none. */
function writtenLocationOf(path) {
    return locationIfAny(() => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenLocation */ .A3)(path));
}
function locationIfAny(read) {
    try {
        return read();
    }
    catch (error) {
        if (!(error instanceof _location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA))
            throw error;
        return undefined;
    }
}
/** The directory that moves as a whole with a snapshot: a checkpoint's job directory, a savepoint's own. */
function homeOf(directory) {
    return (0,_location_flink_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isCheckpointName */ .iI)((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory)) ? ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(directory) ?? directory) : directory;
}
function placeOf(reference, directory, job) {
    const location = locationOf(reference, directory);
    if (location === undefined)
        return 'external';
    if ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, directory))
        return 'exclusive';
    return job !== undefined && (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, job) ? 'shared' : 'external';
}


/***/ }),

/***/ 2588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Fx: () => (/* binding */ MAX_METADATA_BYTES),
  ce: () => (/* binding */ METADATA_NAME),
  H$: () => (/* binding */ SnapshotReadError),
  sl: () => (/* binding */ parsePiped),
  RA: () => (/* binding */ readSnapshot)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/metadata/errors.js
var errors = __webpack_require__(6673);
// EXTERNAL MODULE: ./build/metadata/parse.js + 13 modules
var parse = __webpack_require__(731);
;// CONCATENATED MODULE: ./build/platform/heap.js
/**
 * How much the heap may grow beyond what was alive at the last full collection, in per cent. By default V8
 * waits for four times as much.
 */
const GROWTH_PERCENT = 30;
/**
 * Keeps the heap near what is alive: a relocation of 100,000 files leaves gigabytes of short-lived objects
 * behind, and runners are small. The more frequent collections cost a small relocation a seventh of its
 * processor time, and a large one, which waits for its store, nothing that could be measured: so it is called
 * for large ones only.
 */
function keepHeapSmall() {
    // Loading it takes longer than reading a small snapshot.
    process.getBuiltinModule('node:v8').setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}

// EXTERNAL MODULE: ./build/storage/server-side.js
var server_side = __webpack_require__(5307);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
// EXTERNAL MODULE: ./build/location/flink-names.js
var flink_names = __webpack_require__(3137);
// EXTERNAL MODULE: ./build/snapshot/deleted.js
var snapshot_deleted = __webpack_require__(9220);
;// CONCATENATED MODULE: ./build/snapshot/read-snapshot.js








/** The name of the file that makes a directory a snapshot. */
const METADATA_NAME = '_metadata';
/**
 * Real files reach tens of megabytes; whatever is larger than this is something else, and would not fit
 * into memory.
 */
const MAX_METADATA_BYTES = 1024 ** 3;
/** From this size on a `_metadata` names tens of thousands of files. */
const LARGE_METADATA_BYTES = 4 * 1024 ** 2;
/**
 * A snapshot could not be read. The message names the location and says what to do; `cause` is the error
 * below it.
 */
class SnapshotReadError extends Error {
    name = 'SnapshotReadError';
    reason;
    location;
    constructor(message, reason, location, options) {
        super(message, options);
        this.reason = reason;
        this.location = location;
    }
}
/**
 * Finds the `_metadata` of a snapshot, reads it whole and walks it. The location is the snapshot directory
 * or the `_metadata` itself.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
async function readSnapshot(store, location, options = {}) {
    const { signal } = options;
    const isMetadata = (0,location_location/* nameOf */.Vb)(location) === METADATA_NAME;
    const found = (await readFile(store, isMetadata ? location : (0,location_location/* resolveWithin */.s5)(location, METADATA_NAME), signal))
        ?? (options.anyName === true && location.path !== '/'
            ? await readFile(store, location, signal)
            : undefined);
    const directory = (0,location_location/* parentOf */.gN)(found?.info.location ?? (0,location_location/* resolveWithin */.s5)(location, METADATA_NAME)) ?? location;
    if (found === undefined)
        throw await notFound(store, location, isMetadata, signal);
    if (found.bytes.length >= LARGE_METADATA_BYTES)
        keepHeapSmall();
    return {
        directory,
        metadata: found.info,
        bytes: found.bytes,
        snapshot: read_snapshot_parse(found.bytes, found.info.location),
    };
}
async function readFile(store, location, signal) {
    try {
        return await store.read(location, { maxBytes: MAX_METADATA_BYTES, signal });
    }
    catch (error) {
        if (!(error instanceof storage_error/* StorageError */.a))
            throw error;
        if (error.code === 'not-found')
            return undefined;
        if (error.code !== 'too-large')
            throw error;
        throw new SnapshotReadError(`${(0,location_location/* displayLocation */.S5)(location)} is larger than 1 GiB, which no ${METADATA_NAME} of Flink is: check that the source `
            + 'names a snapshot', 'too-large', location, { cause: error });
    }
}
/**
 * Walks a `_metadata` that was piped in.
 *
 * @throws SnapshotReadError where it cannot be understood.
 */
function parsePiped(bytes) {
    return read_snapshot_parse(bytes, PIPED, 'standard input');
}
const PIPED = { scheme: 'file', authority: '', path: '/dev/stdin' };
function read_snapshot_parse(bytes, location, place = (0,location_location/* displayLocation */.S5)(location)) {
    try {
        return (0,parse/* parseMetadata */.j)(bytes);
    }
    catch (error) {
        if (error instanceof errors/* UnsupportedMetadataError */.LT) {
            throw new SnapshotReadError(`${place} is refused: ${error.message}`, 'unsupported', location, {
                cause: error,
            });
        }
        if (!(error instanceof errors/* MetadataFormatError */.Lk))
            throw error;
        throw new SnapshotReadError(`${place} cannot be read: ${error.message}; compare its size and checksum with the original and copy it again`, 'broken', location, { cause: error });
    }
}
/**
 * The one sentence of several that fits what lies at the place instead. Costs two requests, once, on a
 * failure.
 */
async function notFound(store, location, isMetadata, signal) {
    const directory = isMetadata ? ((0,location_location/* parentOf */.gN)(location) ?? location) : location;
    const place = (0,location_location/* displayLocation */.S5)(directory);
    const fail = (sentence, cause) => new SnapshotReadError(sentence, 'not-found', location, cause === undefined ? {} : { cause });
    let page;
    try {
        // The root has no name that an object could have: a store would tell of the bucket.
        if (!isMetadata && location.path !== '/' && (await store.stat(location, { signal })) !== undefined) {
            return fail(`${place} is a file, not a snapshot directory: give the directory that holds ${METADATA_NAME}`);
        }
        page = await firstPage(store, directory, signal);
    }
    catch (error) {
        if (!(error instanceof storage_error/* StorageError */.a))
            throw error;
        return fail(`there is no ${METADATA_NAME} in ${place}: check the URI of the snapshot`, error);
    }
    const deleted = await (0,snapshot_deleted/* findDeleted */.U)(store, directory, METADATA_NAME, signal);
    if (deleted !== undefined)
        return fail(wasThere(place, deleted, asOfOf(store)));
    const asOf = asOfOf(store);
    if (asOf !== undefined && page.length === 0) {
        return fail(`nothing was at ${place} at ${asOf.toISOString()}: check the URI and the time; a bucket knows only what was there since its `
            + 'versioning was switched on');
    }
    if (page.length === 0 && (0,flink_names/* isCheckpointName */.iI)((0,location_location/* nameOf */.Vb)(directory))) {
        return fail(`nothing is at ${place}: Flink never completed this checkpoint, or has deleted it since a newer one took its place; check the `
            + 'URI, or choose a checkpoint that is there');
    }
    const decoded = decodedOf(directory);
    if (page.length === 0 && decoded !== undefined) {
        return fail(`nothing is at ${place}: the path is taken as it is written, with its percent signs: if it is encoded, write ${decoded}`);
    }
    if (page.length === 0) {
        return fail(`nothing is at ${place}: check the URI of the snapshot (bucket, path and spelling)`);
    }
    const snapshots = snapshotsBelow(page, directory);
    if (snapshots[0] !== undefined) {
        return fail(`${place} is no snapshot directory but holds some, such as ${(0,location_location/* formatLocation */.j$)(snapshots[0])}: name one of them`);
    }
    if ((0,flink_names/* isCheckpointName */.iI)((0,location_location/* nameOf */.Vb)(directory))) {
        return fail(`${place} is an unfinished or discarded checkpoint: it has files but no ${METADATA_NAME}, which Flink writes last. `
            + 'Choose a checkpoint that was completed');
    }
    return fail(`${place} has files but no ${METADATA_NAME}, so it is no complete snapshot: check the URI, or wait until the savepoint `
        + 'is finished');
}
function wasThere(place, { deletedAt, asOf }, asked) {
    const deletion = deletedAt.toISOString();
    if (asked === undefined) {
        return (`the snapshot at ${place} was deleted at ${deletion}, and its bucket keeps old versions: with as-of ${asOf}, when its `
            + `${METADATA_NAME} was written, relocate and inspect read it as it was then`);
    }
    return (`there was no snapshot at ${place} at ${asked.toISOString()}: it was written at ${asOf} and deleted at ${deletion}; give as-of `
        + `${asOf}, or a time between the two`);
}
function asOfOf(store) {
    return (0,server_side/* canCopyWithin */.d)(store) ? store.asOf : undefined;
}
/** The place without the percent-encoding of a browser or console; `undefined` where it has none. */
function decodedOf(directory) {
    try {
        const path = decodeURIComponent(directory.path);
        return path === directory.path ? undefined : (0,location_location/* displayLocation */.S5)({ ...directory, path });
    }
    catch {
        return undefined;
    }
}
async function firstPage(store, directory, signal) {
    for await (const page of store.list(directory, { signal })) {
        if (page.length > 0)
            return page;
    }
    return [];
}
/**
 * Directories below that hold a `_metadata`: someone gave the job's directory, or the one of all
 * savepoints.
 */
function snapshotsBelow(page, directory) {
    const found = [];
    for (const { location } of page) {
        const parent = (0,location_location/* parentOf */.gN)(location);
        if ((0,location_location/* nameOf */.Vb)(location) !== METADATA_NAME || parent === undefined || !(0,location_location/* isWithin */.UO)(parent, directory))
            continue;
        if ((0,location_location/* relativePath */.iZ)(parent, directory) !== '')
            found.push(parent);
    }
    return found;
}


/***/ }),

/***/ 679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BG: () => (/* binding */ findArchives),
/* harmony export */   XJ: () => (/* binding */ archiveAdvice),
/* harmony export */   dh: () => (/* binding */ seenAt),
/* harmony export */   gu: () => (/* binding */ ARCHIVE_TEXTS)
/* harmony export */ });
/* harmony import */ var _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7080);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7842);
/* harmony import */ var _server_side_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5307);



/** What an archived object is called, before its name. */
const ARCHIVE_TEXTS = {
    archived: 'archived',
    restoring: 'still being restored',
    tier: 'in an archive tier of Intelligent-Tiering',
};
/** What to do about archived objects. */
function archiveAdvice(archives) {
    return [...archives].every((archive) => archive === 'restoring')
        ? 'wait until they are restored, and run again'
        : 'restore the archived objects first';
}
/** Storage classes of archives; some stores have classes of their own that are merely called so. */
const CLASSES = new Set(['GLACIER', 'DEEP_ARCHIVE']);
/**
 * What was written less than 90 days ago is in no archive tier yet:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html
 */
const TIERED_AFTER_MS = 90 * 24 * 3600 * 1000;
const LOOKS_AT_ONCE = 32;
/**
 * Those of the objects that cannot be read. A listing tells the storage class and no more, so each object
 * whose class is an archive's is looked at once.
 *
 * @throws StorageError
 */
async function findArchives(store, objects, signal) {
    const found = new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationMap */ .K();
    if (!(0,_server_side_js__WEBPACK_IMPORTED_MODULE_1__/* .canCopyWithin */ .d)(store))
        return found;
    const doubtful = [];
    for (const info of objects)
        if (mayBeArchived(info))
            doubtful.push(info);
    await (0,_pool_js__WEBPACK_IMPORTED_MODULE_2__/* .runPool */ .k)(doubtful, { concurrency: LOOKS_AT_ONCE }, signal, async (info, both) => {
        const archive = await store.archiveOf(info, { signal: both });
        if (archive !== undefined)
            found.set(info.location, archive);
    });
    return found;
}
function mayBeArchived({ storageClass, modifiedAt }) {
    if (storageClass === undefined)
        return false;
    const isOld = modifiedAt === undefined || Date.now() - modifiedAt.getTime() > TIERED_AFTER_MS;
    return CLASSES.has(storageClass) || (storageClass === 'INTELLIGENT_TIERING' && isOld);
}
/** Looks up what was seen of places. */
function* seenAt(places, seen) {
    for (const place of places) {
        const info = seen.get(place);
        if (info !== undefined)
            yield info;
    }
}


/***/ }),

/***/ 9761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ Homes)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1875);
/* harmony import */ var _location_flink_names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3137);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5012);
/* harmony import */ var _system_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4186);
/* harmony import */ var _local_path_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4980);
/* harmony import */ var _planted_links_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4169);








/** A person reads the first few; of a hundred thousand linked files the rest is the same. */
const MOST_TOLD = 5;
const INSTEAD = 'put the files themselves there, or give the directory in which they are';
const MOST_REMEMBERED = 1000;
/**
 * The directories that the user named. How they are reached is the user's business; below one of them, a
 * symbolic link is followed only where it stays within that one. A snapshot, or whoever may write to its
 * directory, must not make this program read or write what nobody named.
 *
 * A directory `chk-N` stands for its job's directory too, and that for those of earlier jobs beside it. Of
 * any other place, which no name covers, the directory counts in which the file lies. With no names at all
 * nothing is refused.
 */
class Homes {
    #homes;
    #onWarning;
    #told = new Set();
    #directories = new Map();
    /** @param named directories, or files; a `_metadata` stands for its directory */
    constructor(named, onWarning = () => undefined) {
        this.#homes = named
            .filter(({ scheme }) => scheme === 'file')
            .flatMap(homesOf)
            .map(createHome);
        this.#onWarning = onWarning;
    }
    /** Whether anything is refused. */
    get confined() {
        return this.#homes.length > 0;
    }
    /**
     * Whether what is at the location may be looked at; where it may not, a warning is given once.
     *
     * @throws the system's error where nothing is there
     */
    async holds(location) {
        if (!this.confined)
            return true;
        const real = await this.#whereIs((0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location));
        if (await this.#isInside(location, real))
            return true;
        this.#tell(location, real);
        return false;
    }
    /**
     * Looks where an opened file really is, for what was seen of its path before may have changed.
     *
     * @throws StorageError where that is outside
     */
    async requireInside(location, file, use) {
        if (!this.confined)
            return;
        const path = (0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location);
        const opened = await openedPath(file, path);
        // What is written has a temporary name, which a home that is one file does not cover.
        const real = use === 'read' ? opened : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(opened), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
        if (!(await this.#isInside(location, real)))
            throw this.#outside(location, real, use);
    }
    /**
     * Looks where the directory of a file really is, or will be when it is made.
     *
     * @throws StorageError where that is outside
     */
    async requireDirectory(location, use) {
        if (!this.confined)
            return;
        const path = (0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location);
        const real = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await realpathAsFarAsThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
        if (!(await this.#isInside(location, real)))
            throw this.#outside(location, real, use);
    }
    async #isInside(location, real) {
        for (const anchor of await this.#anchorsOf(location)) {
            if (real === anchor || real.startsWith(anchor.endsWith(node_path__WEBPACK_IMPORTED_MODULE_1__.sep) ? anchor : anchor + node_path__WEBPACK_IMPORTED_MODULE_1__.sep))
                return true;
        }
        return false;
    }
    async #anchorsOf(location) {
        const covering = this.#homes.filter((home) => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .isWithin */ .UO)(location, home.location));
        if (covering.length > 0)
            return Promise.all(covering.map(({ real }) => real()));
        for (const { location: job } of this.#homes) {
            const root = (0,_location_flink_names_js__WEBPACK_IMPORTED_MODULE_6__/* .isJobName */ .vG)((0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(job)) ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(job) : undefined;
            const name = root && (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .relativePath */ .iZ)(location, root)?.split('/')[0];
            if (root !== undefined && name !== undefined && (0,_location_flink_names_js__WEBPACK_IMPORTED_MODULE_6__/* .isJobName */ .vG)(name))
                return [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await this.#realDirectory((0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(root)), name)];
        }
        return [await realpathAsFarAsThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location)))];
    }
    async #whereIs(path) {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path);
        return found.isSymbolicLink()
            ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path)
            : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await this.#realDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
    }
    #realDirectory(path) {
        const known = this.#directories.get(path);
        if (known !== undefined)
            return known;
        const found = (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
        if (this.#directories.size >= MOST_REMEMBERED)
            this.#directories.clear();
        this.#directories.set(path, found);
        // What is not there now may be there later.
        found.catch(() => this.#directories.delete(path));
        return found;
    }
    /** Tells of a link to a directory below one that is listed, whose files are in no listing. */
    tellOfLinkedDirectory(location, real) {
        if (this.confined)
            this.#warn(location, `${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location)} is a symbolic link to the directory ${real}, so what is in it counts as missing: ${INSTEAD}`);
    }
    #tell(location, real) {
        this.#warn(location, `${this.#sentence(location, real)}, so it counts as missing: ${INSTEAD}`);
    }
    #warn(location, sentence) {
        const place = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location);
        if (this.#told.size >= MOST_TOLD || this.#told.has(place))
            return;
        this.#told.add(place);
        this.#onWarning(sentence);
    }
    #outside(location, real, use) {
        const advice = use === 'read' ? INSTEAD : 'remove the link, or give another target';
        return new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${this.#sentence(location, real)}, and is not ${use}: ${advice}`, {
            code: 'local',
            operation: use === 'read' ? 'open' : use === 'written' ? 'write' : 'unlink',
            location,
        });
    }
    #sentence(location, real) {
        const home = this.#homes.filter((one) => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .isWithin */ .UO)(location, one.location)).at(-1)?.location;
        const outOf = home === undefined ? 'somewhere that nobody named' : `out of ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(home)}, which was named`;
        return `${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location)} leads through a symbolic link to ${real}, ${outOf}`;
    }
}
/** Of all homes of one name, the widest stands last. */
function homesOf(named) {
    const directory = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(named) === '_metadata' ? ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(named) ?? named) : named;
    const job = (0,_location_flink_names_js__WEBPACK_IMPORTED_MODULE_6__/* .isCheckpointName */ .iI)((0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(directory)) ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(directory) : undefined;
    return job === undefined ? [directory] : [directory, job];
}
function createHome(location) {
    let real;
    return { location, real: () => (real ??= realHome(location)) };
}
async function realHome(location) {
    const path = (0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location);
    const planted = await (0,_planted_links_js__WEBPACK_IMPORTED_MODULE_5__/* .findPlantedLink */ .o)(path);
    if (planted === undefined)
        return realpathAsFarAsThere(path);
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location)} is reached through the symbolic link ${planted}, which another user made in a directory that everybody `
        + 'can write to: give the path without the link', { code: 'local', operation: 'open', location });
}
/** The real path of what is there, with the rest of the path as it stands. */
async function realpathAsFarAsThere(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const above = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        if ((0,_system_error_js__WEBPACK_IMPORTED_MODULE_7__/* .systemCode */ .x)(error) !== 'ENOENT' || above === path)
            throw error;
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await realpathAsFarAsThere(above), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
    }
}
/**
 * The real path of an opened file: the kernel's own word where `/proc` has it; elsewhere that of its path, if
 * the same file is there still.
 */
async function openedPath(file, path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(`/proc/self/fd/${file.fd}`);
    }
    catch {
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
        const [opened, there] = [await file.stat({ bigint: true }), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(real, { bigint: true })];
        if (opened.dev === there.dev && opened.ino === there.ino)
            return real;
        throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${path} became another file while it was opened: make sure that nothing writes there and run again`, { code: 'changed', operation: 'open' });
    }
}


/***/ }),

/***/ 7806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BF: () => (/* binding */ writeOutputFile),
/* harmony export */   Z4: () => (/* binding */ makeOutputDirectory),
/* harmony export */   fX: () => (/* binding */ requireOutputInside)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5012);
/* harmony import */ var _homes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9761);
/* harmony import */ var _local_path_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4980);
/* harmony import */ var _open_file_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3100);
/* harmony import */ var _planted_links_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4169);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});









/**
 * Makes the directory for files that the user asked for, with those above it.
 *
 * @param directory absolute
 * @throws StorageError where the way there is another user's link; else the system's error
 */
async function makeOutputDirectory(directory) {
    const planted = await (0,_planted_links_js__WEBPACK_IMPORTED_MODULE_8__/* .findPlantedLink */ .o)(directory);
    if (planted !== undefined) {
        throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_4__/* .StorageError */ .a(`${directory} is reached through the symbolic link ${planted}, which another user made in a directory that everybody can write to: `
            + 'give the path without the link', { code: 'local', operation: 'mkdir' });
    }
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(directory, { recursive: true });
}
/**
 * Refuses a path below a directory from which a symbolic link leads out. A workspace holds what somebody else
 * committed.
 *
 * @param path absolute; need not be there
 * @throws StorageError naming where it leads
 */
async function requireOutputInside(path, directory) {
    await new _homes_js__WEBPACK_IMPORTED_MODULE_5__/* .Homes */ .P([(0,_location_location_js__WEBPACK_IMPORTED_MODULE_3__/* .parseWrittenLocation */ .A3)(directory)]).requireDirectory((0,_location_location_js__WEBPACK_IMPORTED_MODULE_3__/* .parseWrittenLocation */ .A3)(path), 'written');
}
/**
 * Writes a file that the user asked for, whole or not at all, and whatever links others put in its way. A
 * regular file that is there is replaced.
 *
 * @param path absolute; the directories above it are made
 * @throws StorageError for a path at which a link, a device or a pipe is, or which is reached by another
 * user's link; else the
 *   system's error
 */
async function writeOutputFile(path, text) {
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    await makeOutputDirectory(directory);
    await (0,_open_file_js__WEBPACK_IMPORTED_MODULE_7__/* .requireReplaceable */ .um)(path, path);
    // A name that nobody can foresee, and `wx`, which follows no link: what is opened is ours.
    const temporary = (0,_local_path_js__WEBPACK_IMPORTED_MODULE_6__/* .temporaryPath */ .l5)(directory, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex'));
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(temporary, 'wx'), true);
            await file.writeFile(text);
            await file.sync();
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
        throw error;
    }
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, path);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
        throw error;
    }
}


/***/ }),

/***/ 4980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ localPath),
/* harmony export */   $W: () => (/* binding */ isTemporaryName),
/* harmony export */   ME: () => (/* binding */ childLocation),
/* harmony export */   l5: () => (/* binding */ temporaryPath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5012);



/**
 * The path by which the operating system knows a `file` location: on Windows `/C:/x` is `C:\x` and an
 * authority is a network share; elsewhere an authority other than `localhost` names another machine.
 *
 * @throws StorageError `local` for a location on another machine.
 */
function localPath(location, platform = process.platform) {
    const { authority, path } = location;
    const local = authority === '' || authority.toLowerCase() === 'localhost';
    if (platform === 'win32') {
        const native = path.replaceAll('/', '\\');
        if (!local)
            return `\\\\${authority}${native}`;
        return /^\\[A-Za-z]:/.test(native) ? node_path__WEBPACK_IMPORTED_MODULE_0__.win32.normalize(native.slice(1)) : native;
    }
    if (local)
        return path;
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_2__/* .StorageError */ .a(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_1__/* .displayLocation */ .S5)(location)} names a file of the machine ${authority}, which cannot be reached from here: `
        + 'write a local path as /directory or file:///directory', { code: 'local', operation: 'open', location });
}
/** The location of an entry of a directory; `name` may hold the platform's separators. */
function childLocation(directory, name) {
    return { ...directory, path: directory.path === '/' ? `/${name}` : `${directory.path}/${name}` };
}
const TEMPORARY = /^\.flink-snapshot-[0-9a-f]{16}\.tmp$/;
/** A name for bytes that are still being written into `directory`; such names are never listed. */
function temporaryPath(directory, random) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, `.flink-snapshot-${random}.tmp`);
}
/** Whether the name of a directory entry is one of {@link temporaryPath}. */
function isTemporaryName(name) {
    return TEMPORARY.test(name);
}


/***/ }),

/***/ 3100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jb: () => (/* binding */ copyOpened),
/* harmony export */   lf: () => (/* binding */ openRegular),
/* harmony export */   um: () => (/* binding */ requireReplaceable)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5012);
/* harmony import */ var _system_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4186);
/* harmony import */ var _local_path_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4980);






/** Not there on Windows. A pipe that somebody put in a file's place would keep an `open` waiting for ever. */
const DO_NOT_WAIT = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0;
/**
 * Opens a regular file for reading, and looks at what was opened before anything of it is trusted.
 *
 * @throws StorageError for anything but a regular file, and for one that lies outside of `homes`; else the
 * system's error
 */
async function openRegular(location, homes) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)((0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location), node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | DO_NOT_WAIT);
    try {
        const found = await file.stat();
        if (!found.isFile())
            throw noRegularFile((0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location), found.isDirectory());
        await homes.requireInside(location, file, 'read');
        return file;
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
/**
 * Refuses to put a file in the place of anything that is none: a rename would replace a device or a link and
 * lose what it stands for.
 *
 * @param path absolute
 * @param name what it is called, for the message
 * @throws StorageError naming what is there
 */
async function requireReplaceable(path, name) {
    let found;
    try {
        found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path);
    }
    catch (error) {
        if ((0,_system_error_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .x)(error) === 'ENOENT')
            return;
        throw error;
    }
    if (found.isFile())
        return;
    if (!found.isSymbolicLink())
        throw noRegularFile(name, found.isDirectory());
    const leads = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(path).catch(() => 'somewhere');
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${name} is a symbolic link to ${leads}, and was left alone: remove the link, or name the file itself`, { code: 'local', operation: 'write' });
}
function noRegularFile(name, isDirectory) {
    const what = isDirectory
        ? 'is a directory where a file should be'
        : 'is no regular file but a device, a pipe or a socket';
    return new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${name} ${what}: check the path`, { code: 'local', operation: 'open' });
}
/**
 * Copies one opened file into another, sharing its blocks where the file system can. The names by which they
 * were opened may stand for other files by now.
 *
 * @throws StorageError `changed` where the system knows files by their names only and one of them is another
 * by now
 */
async function copyOpened(from, fromPath, to, toPath) {
    if (await (hasDescriptorNames ??= areReachable(from))) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)(byDescriptor(from), byDescriptor(to), node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.COPYFILE_FICLONE);
        return;
    }
    await requireSame(from, fromPath);
    await requireSame(to, toPath);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)(fromPath, toPath, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.COPYFILE_FICLONE);
    await requireSame(from, fromPath);
    await requireSame(to, toPath);
}
/** Linux's name for the opened file itself. */
function byDescriptor(file) {
    return `/proc/self/fd/${file.fd}`;
}
/** Whether there are such names; the same for all files. */
let hasDescriptorNames;
async function areReachable(file) {
    if (process.platform !== 'linux')
        return false;
    const opened = await file.stat({ bigint: true });
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(byDescriptor(file), { bigint: true }).catch(() => undefined);
    return found !== undefined && found.dev === opened.dev && found.ino === opened.ino;
}
async function requireSame(file, path) {
    const [opened, there] = await Promise.all([file.stat({ bigint: true }), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path, { bigint: true })]);
    if (opened.dev === there.dev && opened.ino === there.ino)
        return;
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${path} became another file while it was copied: make sure that nothing else writes there and run again`, { code: 'changed', operation: 'copyfile' });
}


/***/ }),

/***/ 4169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ findPlantedLink)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Far more links than the way to any directory has; Linux follows forty. */
const MOST_LINKS = 40;
/**
 * The first symbolic link on the way to a path that somebody else may have put there: in a directory that
 * everybody can write to (`/tmp`), made by neither root, this user nor the directory's owner. Linux refuses
 * to follow such links where `fs.protected_symlinks` is set and the directory is sticky; containers and other
 * systems often do not.
 *
 * @param path absolute; what is not there yet is no link
 * @returns the link's path; `undefined` where there is none, and on Windows, whose links only administrators
 * make
 */
async function findPlantedLink(path) {
    if (process.platform === 'win32')
        return undefined;
    const own = process.geteuid?.();
    const ways = [path];
    for (let links = 0; ways.length > 0 && links <= MOST_LINKS;) {
        for (const place of placesAlong(ways.pop() ?? '')) {
            // What cannot be looked at is not there, or fails whoever goes this way with a reason of its own.
            const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(place).catch(() => undefined);
            if (found === undefined)
                break;
            if (!found.isSymbolicLink())
                continue;
            links++;
            const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place));
            const foreign = found.uid !== own && found.uid !== 0 && found.uid !== directory.uid;
            if (foreign && (directory.mode & 0o002) !== 0)
                return place;
            ways.push((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(place)));
        }
    }
    return undefined;
}
/** `/a/b/c` is reached by `/a`, `/a/b` and `/a/b/c`. */
function placesAlong(path) {
    const { root } = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.parse)(path);
    const names = path
        .slice(root.length)
        .split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)
        .filter((name) => name !== '');
    return names.map((_, index) => root + names.slice(0, index + 1).join(node_path__WEBPACK_IMPORTED_MODULE_1__.sep));
}


/***/ }),

/***/ 6498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ ObjectTable)
/* harmony export */ });
/* harmony import */ var _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7080);

/** {@link SeenObjects} to which more can be added. */
class ObjectTable {
    #objects = new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationMap */ .K();
    get size() {
        return this.#objects.size;
    }
    /** Of an object with an ETag nothing else than that pins its content, so its time is forgotten. */
    add(info) {
        const { location, sizeBytes, etag, storageClass, versionId } = info;
        const isPinned = etag !== undefined && storageClass === undefined;
        const version = versionId === undefined ? undefined : { versionId };
        this.#objects.set(location, isPinned ? { location, sizeBytes, etag, ...version } : info);
    }
    get(location) {
        return this.#objects.get(location);
    }
    has(location) {
        return this.#objects.has(location);
    }
    values() {
        return this.#objects.values();
    }
}


/***/ }),

/***/ 7842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ runPool),
/* harmony export */   r: () => (/* binding */ runBoth)
/* harmony export */ });
/**
 * Runs `work` for each item, so many at once, in the given order. The first failure stops the start of
 * further items, aborts the signal that the others were given, waits for them to end, and is thrown.
 */
async function runPool(items, limits, signal, work, weigh = () => 0) {
    signal.throwIfAborted();
    const failure = new AbortController();
    const both = AbortSignal.any([signal, failure.signal]);
    const maxWeight = limits.maxWeight ?? Infinity;
    let next = 0;
    let weight = 0;
    let running = 0;
    let failed;
    let wake = () => undefined;
    const start = (item, itemWeight) => {
        running++;
        weight += itemWeight;
        void work(item, both)
            .catch((error) => {
            failed ??= { error };
            failure.abort(error);
        })
            .finally(() => {
            running--;
            weight -= itemWeight;
            wake();
        });
    };
    for (;;) {
        while (next < items.length && !both.aborted && running < limits.concurrency) {
            const item = items[next];
            const itemWeight = weigh(item);
            if (running > 0 && weight + itemWeight > maxWeight)
                break;
            next++;
            start(item, itemWeight);
        }
        if (running === 0)
            break;
        await new Promise((resolve) => {
            wake = resolve;
        });
    }
    signal.throwIfAborted();
    if (failed !== undefined)
        throw failed.error;
}
/**
 * Two things at once. The first failure aborts the signal of the other one, which is waited for, and is
 * thrown.
 */
async function runBoth(signal, one, other) {
    const results = [];
    await runPool([0, 1], { concurrency: 2 }, signal, async (index, both) => {
        if (index === 0)
            results[0] = await one(both);
        else
            results[1] = await other(both);
    });
    return results;
}


/***/ }),

/***/ 9307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CV: () => (/* binding */ mapped),
/* harmony export */   EQ: () => (/* binding */ repeatable),
/* harmony export */   mj: () => (/* binding */ filtered)
/* harmony export */ });
/** What `make` makes of the items, one after the other, as often as it is gone through; nothing is kept. */
function mapped(items, make) {
    return repeatable(function* () {
        for (const item of items)
            yield make(item);
    });
}
/** The items that are to be kept, as often as it is gone through. */
function filtered(items, keep) {
    return repeatable(function* () {
        for (const item of items)
            if (keep(item))
                yield item;
    });
}
/**
 * What a generator gives, from the beginning each time it is gone through: a generator by itself can be gone
 * through once.
 */
function repeatable(generate) {
    return { [Symbol.iterator]: generate };
}


/***/ }),

/***/ 2432:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ adviceForScheme)
/* harmony export */ });
/** Tools that copy where this program cannot. */
const TOOLS = {
    hdfs: 'hadoop distcp',
    viewfs: 'hadoop distcp',
    webhdfs: 'hadoop distcp',
    abfs: 'azcopy',
    abfss: 'azcopy',
    wasb: 'azcopy',
    wasbs: 'azcopy',
    dbfs: 'databricks fs cp',
};
/**
 * What to do about a place that can neither be read nor written here, to stand after a colon. What was
 * copied by another tool is a snapshot that was moved: a relocation finds its former home by itself.
 */
function adviceForScheme(scheme, side) {
    const tool = TOOLS[scheme] ?? "the store's own tool";
    return side === 'source'
        ? `copy the snapshot with all its files by ${tool} to S3 or a local disk, and give that place as source; the run detects `
            + 'where they were before'
        : `relocate the snapshot to S3 or a local disk, copy the result by ${tool}, and give its _metadata the new places with: `
            + "flink-snapshot rewrite IN OUT --path-map 'old => new'";
}


/***/ }),

/***/ 5307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ canCopyWithin),
/* harmony export */   x: () => (/* binding */ ServerSideRefusedError)
/* harmony export */ });
/** Whether a store can copy by itself. */
function canCopyWithin(store) {
    return 'copyWithin' in store;
}
/**
 * The store refuses to copy by itself: `all` objects, or only those that need `parts`. The message says
 * why.
 */
class ServerSideRefusedError extends Error {
    name = 'ServerSideRefusedError';
    scope;
    constructor(scope, message, options) {
        super(message, options);
        this.scope = scope;
    }
}


/***/ }),

/***/ 5012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ StorageError)
/* harmony export */ });
/**
 * A store failed for good: the message is one sentence that names the object and what to do; `cause` is the
 * raw fault.
 */
class StorageError extends Error {
    name = 'StorageError';
    facts;
    constructor(message, facts, options) {
        super(message, options);
        this.facts = facts;
    }
    /** Short for `facts.code`. */
    get code() {
        return this.facts.code;
    }
}


/***/ }),

/***/ 1570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fr: () => (/* binding */ survey),
/* harmony export */   Tq: () => (/* binding */ listIfEmpty),
/* harmony export */   _w: () => (/* binding */ listAll)
/* harmony export */ });
/* harmony import */ var _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7080);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5012);
/* harmony import */ var _repeatable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9307);
/* harmony import */ var _object_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6498);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7842);






/** Looks at single objects at most so many at once. */
const STAT_CONCURRENCY = 32;
/** A directory with so few wanted files is asked file by file. */
const FEW = 2;
/**
 * Sees which of the wanted locations exist, with the fewest requests: directory by directory by a listing,
 * unless that takes more pages than there are wanted files (a `shared/` directory of a large job); then file
 * by file.
 *
 * @param wanted is gone through several times.
 * @param listed what was listed before and is not asked for again.
 */
async function survey(store, wanted, signal, listed) {
    const found = new _object_table_js__WEBPACK_IMPORTED_MODULE_3__/* .ObjectTable */ .w();
    const groups = new Groups(listed === undefined ? wanted : outside(listed.directory, wanted));
    let requests = 0;
    const single = [];
    for (const group of groups.all()) {
        const listing = group.count > FEW ? await listGroup(store, group, groups, found, signal) : undefined;
        requests += listing?.pages ?? 0;
        // A complete listing leaves no question: what it did not show is not there.
        if (listing?.complete !== true)
            for (const location of groups.membersOf(group))
                if (!found.has(location))
                    single.push(location);
    }
    await (0,_pool_js__WEBPACK_IMPORTED_MODULE_4__/* .runPool */ .k)(single, { concurrency: STAT_CONCURRENCY }, signal, async (location, both) => {
        requests++;
        const info = await store.stat(location, { signal: both });
        if (info !== undefined)
            found.add(info);
    });
    return {
        requests,
        get: (location) => listed?.objects.get(location) ?? found.get(location),
        has: (location) => listed?.objects.has(location) === true || found.has(location),
    };
}
/**
 * A group that is not so large a part of all is listed without knowing what comes, for that costs going
 * through all.
 */
const LARGE_PART = 0.25;
/** Wanted locations by their directory. */
class Groups {
    #wanted;
    #groups = new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationMap */ .K();
    #total = 0;
    constructor(wanted) {
        this.#wanted = wanted;
        for (const location of wanted) {
            const directory = directoryOf(location);
            const group = this.#groups.get(directory);
            if (group === undefined)
                this.#groups.set(directory, { directory, count: 1, members: undefined });
            else
                group.count++;
            this.#total++;
        }
    }
    all() {
        return this.#groups.values();
    }
    /** Made when somebody asks: in a target where nothing is yet, nobody does. */
    membersOf(group) {
        if (group.members === undefined) {
            for (const each of this.all())
                each.members = new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationSet */ .Q();
            for (const location of this.#wanted)
                this.#groups.get(directoryOf(location))?.members?.add(location);
        }
        return group.members ?? new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationSet */ .Q();
    }
    /** The members of a large group, without keeping them. */
    expectedIn({ directory, count }) {
        return count < this.#total * LARGE_PART
            ? []
            : (0,_repeatable_js__WEBPACK_IMPORTED_MODULE_5__/* .filtered */ .mj)(this.#wanted, (location) => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_1__/* .sameLocation */ .It)(directoryOf(location), directory));
    }
}
/** Finds of the group what the listing shows, until all is found or single looks are cheaper. */
async function listGroup(store, group, groups, found, signal) {
    let pages = 0;
    const before = found.size;
    for await (const page of store.list(group.directory, { signal, expected: groups.expectedIn(group) })) {
        pages++;
        const members = groups.membersOf(group);
        for (const info of page) {
            if (members.has(info.location))
                found.add(info);
        }
        const seen = found.size - before;
        if (seen === members.size || pages >= members.size)
            return { pages, complete: seen === members.size };
    }
    return { pages: Math.max(pages, 1), complete: true };
}
function directoryOf(location) {
    return (0,_location_location_js__WEBPACK_IMPORTED_MODULE_1__/* .parentOf */ .gN)(location) ?? location;
}
function outside(directory, locations) {
    return (0,_repeatable_js__WEBPACK_IMPORTED_MODULE_5__/* .filtered */ .mj)(locations, (location) => !(0,_location_location_js__WEBPACK_IMPORTED_MODULE_1__/* .isWithin */ .UO)(location, directory));
}
/**
 * The listing of a directory in which nothing is yet. `undefined` where something is, or the store does not
 * tell: whoever asks again will hear why.
 *
 * @param telling what matters most, of all that may be there: it is looked at by itself too, for listings of
 * a store may lag behind.
 */
async function listIfEmpty(store, directory, telling, signal) {
    try {
        const [isEmpty, there] = await (0,_pool_js__WEBPACK_IMPORTED_MODULE_4__/* .runBoth */ .r)(signal, (both) => isNothingIn(store, directory, both), (both) => store.stat(telling, { signal: both }));
        if (!isEmpty || there !== undefined)
            return undefined;
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof _storage_error_js__WEBPACK_IMPORTED_MODULE_2__/* .StorageError */ .a)
            return undefined;
        throw error;
    }
    return { directory, objects: new _object_table_js__WEBPACK_IMPORTED_MODULE_3__/* .ObjectTable */ .w() };
}
async function isNothingIn(store, directory, signal) {
    for await (const page of store.list(directory, { signal }))
        if (page.length > 0)
            return false;
    return true;
}
/**
 * Everything below a directory.
 *
 * @param expected what is likely to be there; see `ListOptions` of the store.
 */
async function listAll(store, directory, signal, expected = []) {
    const all = new _object_table_js__WEBPACK_IMPORTED_MODULE_3__/* .ObjectTable */ .w();
    for await (const page of store.list(directory, { signal, expected }))
        for (const info of page)
            all.add(info);
    return all;
}


/***/ }),

/***/ 4186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ messageOf),
/* harmony export */   x: () => (/* binding */ systemCode)
/* harmony export */ });
/**
 * The code of an error that Node or the operating system raised (`ENOENT`), `undefined` for anything else.
 * Not by `instanceof`: inside a VM context (as of some test runners) Node's errors are not of that context's
 * `Error`.
 */
function systemCode(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}
/** The message of whatever was thrown. */
function messageOf(error) {
    if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string')
        return error.message;
    return String(error);
}


/***/ }),

/***/ 5765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   ml: () => (/* binding */ shorten),
/* harmony export */   pq: () => (/* binding */ countOf),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** A number of bytes for people: `0 B`, `12.3 MiB`. */
function formatBytes(bytes) {
    let value = Math.max(0, bytes);
    let unit = 0;
    while (value >= 1023.95 && unit < UNITS.length - 1) {
        value /= 1024;
        unit += 1;
    }
    const digits = unit === 0 || value >= 99.95 ? 0 : 1;
    return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}
/** A count with commas between groups of three digits. */
function formatCount(count) {
    return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** A count and its noun: `1 file`, `1,200 files`. The plural takes an `s`. */
function countOf(count, noun) {
    return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
/** A duration for people: `40 ms`, `0.4 s`, `42 s`, `3 min 5 s`, `2 h 10 min`. */
function formatDuration(ms) {
    if (ms < 100)
        return `${Math.max(0, Math.round(ms))} ms`;
    if (ms < 9_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return `${minutes} min ${seconds % 60} s`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** The first lines of a list that may be long, and how many more there are. */
function shorten(lines, most = 20) {
    if (lines.length <= most)
        return [...lines];
    return [...lines.slice(0, most), `… and ${lines.length - most} more`];
}


/***/ }),

/***/ 6953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ createRedactor),
/* harmony export */   s: () => (/* binding */ withoutUserInfo)
/* harmony export */ });
/** What stands in the place of a secret. */
const REDACTED = '***';
/** So much of the begin of a secret is taken for it, where whoever quotes it has cut it off. */
const BEGIN_CHARACTERS = 16;
/**
 * Takes secrets out of texts, in the forms in which servers and libraries quote what they were sent: as they
 * are, percent-encoded (in either case of letters, blanks as `+`), as JSON and XML write them, and in base64.
 * Of a long one its begin is enough. To be used before a text is shortened: what is cut in two is found no
 * more.
 */
function createRedactor(secrets) {
    const forms = new Set();
    for (const secret of secrets)
        if (secret !== '')
            for (const form of formsOf(secret))
                forms.add(form);
    // The longest first: a form may be part of another.
    const ordered = [...forms].sort((a, b) => b.length - a.length);
    const long = ordered.filter(({ length }) => length > BEGIN_CHARACTERS);
    return (text) => long.reduce(withoutBegin, ordered.reduce((rest, form) => rest.replaceAll(form, REDACTED), text));
}
function formsOf(secret) {
    const encoded = percentEncoded(secret);
    const strict = encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
    const json = JSON.stringify(secret).slice(1, -1);
    const xml = secret
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;');
    const forms = [
        secret,
        encoded,
        strict,
        strict.replaceAll('%20', '+'),
        json,
        json.replaceAll('/', '\\/'),
        xml,
    ];
    return [
        ...forms,
        ...[encoded, strict].map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
        ...base64Of(secret),
    ];
}
function percentEncoded(secret) {
    try {
        return encodeURIComponent(secret);
    }
    catch {
        // Half a surrogate pair, which nobody could send.
        return secret;
    }
}
/** Of a short text the base64 may be part of any other. */
function base64Of(secret) {
    if (secret.length < 6)
        return [];
    const bytes = new TextEncoder().encode(secret);
    let binary = '';
    for (const byte of bytes)
        binary += String.fromCharCode(byte);
    const padded = btoa(binary);
    const base64 = padded.replace(/=+$/, '');
    return [padded, base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
}
function withoutBegin(text, form) {
    const begin = form.slice(0, BEGIN_CHARACTERS);
    let clean = '';
    let at = 0;
    for (let found = text.indexOf(begin); found >= 0; found = text.indexOf(begin, at)) {
        let length = BEGIN_CHARACTERS;
        while (length < form.length && text.charCodeAt(found + length) === form.charCodeAt(length))
            length += 1;
        clean += text.slice(at, found) + REDACTED;
        at = found + length;
    }
    return clean + text.slice(at);
}
/** A user and password in a URL, whose password may contain slashes; `host:port/` is none. */
const USER_INFO = /\b([A-Za-z][A-Za-z0-9+.-]{0,31}:\/\/)(?:[^\s"'/@?#]{1,256}@|[^\s"'/@:]{1,256}:(?!\d{1,5}\/)[^\s"'@:]{1,256}@)/g;
/**
 * A text in which users and passwords of URLs are not shown: `s3n://KEY:SECRET@bucket` was once the way to
 * write it.
 */
function withoutUserInfo(text) {
    return text.includes('@') ? text.replace(USER_INFO, `$1${REDACTED}@`) : text;
}


/***/ })

};
