export const id = 996;
export const ids = [996];
export const modules = {

/***/ 3996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  takeSavepoint: () => (/* binding */ takeSavepoint)
});

// EXTERNAL MODULE: ./build/flink/cli-output.js
var cli_output = __webpack_require__(1493);
// EXTERNAL MODULE: ./build/flink/failure-cause.js
var failure_cause = __webpack_require__(3829);
// EXTERNAL MODULE: ./build/flink/no-snapshot-error.js
var no_snapshot_error = __webpack_require__(6336);
// EXTERNAL MODULE: ./build/flink/plain-text.js
var plain_text = __webpack_require__(1937);
// EXTERNAL MODULE: ./build/commands/savepoint/request.js
var savepoint_request = __webpack_require__(560);
// EXTERNAL MODULE: ./build/flink/snapshot-text.js + 2 modules
var snapshot_text = __webpack_require__(6210);
// EXTERNAL MODULE: ./build/platform/run-command.js
var run_command = __webpack_require__(5515);
;// CONCATENATED MODULE: ./build/commands/savepoint/take-by-command.js







/**
 * Takes a savepoint by a command that prints its path: `flink savepoint`, `flink stop`, the same by
 * `kubectl exec` or `docker exec`. Its output is passed on line by line.
 *
 * @throws SavepointError when the command failed or printed no path; SavepointInterrupted when the signal
 * was aborted
 */
async function takeSavepointByCommand({ command }, context) {
    const { narrator, signal, runCommand } = context;
    const begin = performance.now();
    const output = new run_command/* CollectedOutput */.l((line) => {
        narrator.info(line);
    });
    const exitCode = await runCommand(command, {
        signal,
        output: (stream, chunk) => {
            output.add(stream, chunk);
        },
    }).catch((error) => {
        throw explainStart(error, command[0], signal);
    });
    output.end();
    const [stdout, stderr] = [output.textOf('stdout'), output.textOf('stderr')];
    const text = `${stdout}\n${stderr}`;
    if (exitCode !== 0)
        throw explainExit(exitCode, text, stderr);
    const found = findIn(text);
    const [jobId, triggerId] = [(0,cli_output/* findJobId */.EV)(text), (0,cli_output/* findTriggerId */.X_)(text)];
    return {
        snapshotPath: found.path,
        savepointPath: found.path,
        jobId,
        triggerId,
        takenFrom: found.takenFrom,
        durationMs: Math.round(performance.now() - begin),
    };
}
function findIn(text) {
    try {
        return (0,snapshot_text/* findSnapshot */.C)(text);
    }
    catch (error) {
        if (!(error instanceof no_snapshot_error/* NoSnapshotError */.a))
            throw error;
        throw new savepoint_request/* SavepointError */._(`the command succeeded, but ${error.message.replace(/^the text /, 'its output ')}`, { cause: error.cause });
    }
}
function explainStart(error, program, signal) {
    if (signal.aborted) {
        return new savepoint_request/* SavepointInterrupted */.K(`stopped while ${program} was running: a savepoint that it had triggered goes on in the cluster, for `
            + 'Flink cannot take it back; look at the job before another one is taken');
    }
    const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
    return new savepoint_request/* SavepointError */._(`${program} could not be run: ${message}`);
}
const MOST_DETAILS = 5;
function explainExit(exitCode, text, stderr) {
    const lines = (0,plain_text/* plainText */.w)(stderr)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/^(?:at |\.\.\. \d)/.test(line));
    const details = lines.slice(-MOST_DETAILS);
    return new savepoint_request/* SavepointError */._(`the command ended with exit code ${exitCode}${reasonOf(text) ?? lastLine(details)}`, { details });
}
/** What Flink itself said, `undefined` where it said nothing. */
function reasonOf(text) {
    try {
        const { path } = (0,snapshot_text/* findSnapshot */.C)(text);
        return `, though its output names ${path}: see what failed before that savepoint is used`;
    }
    catch (error) {
        if (!(error instanceof no_snapshot_error/* NoSnapshotError */.a))
            throw error;
        return error.message.startsWith('the text ') ? undefined : `: ${error.message}`;
    }
}
function lastLine(lines) {
    const last = (0,failure_cause/* innermostCause */.$)(lines.at(-1) ?? '');
    return last === '' ? ' and said nothing' : `: ${last}`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __webpack_require__(5765);
// EXTERNAL MODULE: ./build/flink/finding.js
var finding = __webpack_require__(8940);
// EXTERNAL MODULE: ./build/flink/rest-answer.js
var rest_answer = __webpack_require__(9462);
// EXTERNAL MODULE: ./build/flink/values.js
var values = __webpack_require__(3027);
;// CONCATENATED MODULE: ./build/commands/savepoint/rest/connection-fault.js
/** A request had no whole answer. The message is a sentence for people. */
class ConnectionFault extends Error {
    name = 'ConnectionFault';
    reached;
    permanent;
    constructor(message, { reached, permanent, cause }) {
        super(message, { cause });
        this.reached = reached;
        this.permanent = permanent;
    }
}
/** Node's codes for a connection that could not be made. */
const NOT_REACHED = {
    ECONNREFUSED: 'nothing listens at',
    ENOTFOUND: 'no address is known for',
    EAI_AGAIN: 'no name server told the address of',
    EHOSTUNREACH: 'no way leads to',
    ENETUNREACH: 'no way leads to',
    ETIMEDOUT: 'no connection could be made to',
};
/** Codes of OpenSSL and Node for certificates, and for a server that speaks no TLS. */
const TLS_CODE = /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH)/;
/** A fault of the network in words. */
function connectionFault(error, origin) {
    const code = codeOf(error);
    const cause = error;
    const begin = NOT_REACHED[code];
    if (begin !== undefined) {
        return new ConnectionFault(`${begin} ${origin} (${code}): check rest-url, and that the JobManager runs and can be reached from here`, { reached: false, permanent: false, cause });
    }
    if (TLS_CODE.test(code)) {
        return new ConnectionFault(`no secure connection could be made to ${origin} (${code}): give the certificate authority as rest-ca, `
            + 'and check whether rest-url needs http or https', { reached: false, permanent: true, cause });
    }
    if (code === 'TOO_LONG') {
        return new ConnectionFault(`${origin} answered with more than Flink ever does: check rest-url`, {
            reached: true,
            permanent: true,
            cause,
        });
    }
    const what = error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)
        ? String(error.message)
        : String(error);
    return new ConnectionFault(`the connection to ${origin} broke before the whole answer was there (${code === '' ? what : `${code}, ${what}`})`, { reached: true, permanent: false, cause });
}
/** Node tries several addresses of a name at once, and collects their errors. */
function codeOf(error) {
    if (typeof error !== 'object' || error === null)
        return '';
    if ('code' in error && typeof error.code === 'string')
        return error.code;
    const errors = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
    return errors.map(codeOf).find((code) => code !== '') ?? '';
}

;// CONCATENATED MODULE: ./build/commands/savepoint/rest/cluster.js





/** An answer other than what was asked for. */
class FlinkRefusal extends savepoint_request/* SavepointError */._ {
    name = 'FlinkRefusal';
    status;
    /**
     * Whether it may be answered well when it is asked again: leader election, an overloaded proxy, a
     * time-out inside Flink.
     */
    passing;
    constructor(message, status, passing) {
        super(message);
        this.status = status;
        this.passing = passing;
    }
}
/**
 * What is asked of a cluster over REST. Paths and fields are those of `flink-runtime`'s `rest.messages`.
 */
class FlinkCluster {
    #connection;
    #signal;
    constructor(connection, signal) {
        this.#connection = connection;
        this.#signal = signal;
    }
    /** The URL that tells the outcome of a trigger, for people. */
    statusUrl(jobId, triggerId) {
        return this.#connection.urlOf(`/jobs/${jobId}/savepoints/${triggerId}`);
    }
    /** `GET /config` */
    async version() {
        const answer = await this.#get('/config');
        const text = (0,values/* textMember */.SA)(answer, 'flink-version');
        if (text === undefined)
            throw new savepoint_request/* SavepointError */._(`${this.#connection.urlOf('/config')} names no Flink version: check that rest-url is Flink's REST interface`);
        const [, major, minor] = /^(\d+)\.(\d+)/.exec(text) ?? [];
        return {
            text: this.#connection.redact(text),
            takesTriggerId: Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 15),
        };
    }
    /** `GET /jobs/:jobid`; its state such as `RUNNING`. */
    async jobState(jobId) {
        return (0,values/* textMember */.SA)(await this.#get(`/jobs/${jobId}`), 'state') ?? 'unknown';
    }
    /** `POST /jobs/:jobid/savepoints` or `/stop`. @returns the trigger id */
    async trigger(request, version, triggerId) {
        const { jobId, stop, drain, format, targetDirectory } = request;
        const body = {
            // The two requests spell it differently (SavepointTriggerRequestBody, StopWithSavepointRequestBody).
            [stop ? 'targetDirectory' : 'target-directory']: targetDirectory,
            ...(stop ? { drain } : { 'cancel-job': false }),
            triggerId: version.takesTriggerId ? triggerId : undefined,
            formatType: version.takesTriggerId ? format?.toUpperCase() : undefined,
        };
        const path = `/jobs/${jobId}/${stop ? 'stop' : 'savepoints'}`;
        const answer = this.#expectJson(await this.#connection.send('POST', path, this.#signal, body), path);
        const given = (0,values/* textMember */.SA)(answer, 'request-id');
        if (given !== undefined)
            return given;
        throw new ConnectionFault(`${this.#connection.urlOf(path)} answered without a request-id: check that rest-url is Flink's REST interface`, { reached: true, permanent: false });
    }
    /** `GET /jobs/:jobid/savepoints/:triggerid` */
    status(jobId, triggerId) {
        return this.#get(`/jobs/${jobId}/savepoints/${triggerId}`);
    }
    /** `GET /jobs/:jobid/checkpoints` */
    statistics(jobId) {
        return this.#get(`/jobs/${jobId}/checkpoints`);
    }
    /** An answer for messages: without the credentials, which a proxy or Flink itself may quote. */
    withoutSecrets(answer) {
        return cleaned(answer, this.#connection.redact);
    }
    async #get(path) {
        return this.#expectJson(await this.#connection.send('GET', path, this.#signal), path);
    }
    #expectJson(answer, path) {
        const isFlinks = typeof answer.json === 'object' && answer.json !== null;
        if (answer.status >= 200 && answer.status < 300 && isFlinks)
            return answer.json;
        throw refusalOf(answer, this.#connection.urlOf(path), this.#connection.redact);
    }
}
const PASSING = new Set([408, 425, 429, 502, 503, 504]);
/**
 * As a text, in which each form of a secret is found before anything is cut; `undefined` for what is nested
 * without end.
 */
function cleaned(answer, redact) {
    try {
        return JSON.parse(redact(JSON.stringify(answer)));
    }
    catch {
        return undefined;
    }
}
function refusalOf(answer, url, redact) {
    const { status, json } = answer;
    const contentType = redact(answer.contentType);
    if ((0,values/* hasMember */.z$)(json, 'errors')) {
        // 500 is what Flink answers when its own parts do not answer each other in time.
        const passing = PASSING.has(status) || (status === 500 && /AskTimeoutException|\bTimeoutException/.test(answer.text));
        return new FlinkRefusal(`Flink answered ${status}: ${(0,rest_answer/* errorsText */.v$)(cleaned(json, redact))}`, status, passing);
    }
    if (status === 401 || status === 403) {
        return new FlinkRefusal(`${url} refuses access (${status}): check rest-username and rest-password, or rest-token`, status, false);
    }
    const what = contentType === '' ? 'no JSON' : `${contentType}, not Flink's JSON`;
    const said = /html/.test(contentType) ? '' : (0,failure_cause/* innermostCause */.$)(redact(answer.text).slice(0, 1_000));
    return new FlinkRefusal(`${url} answered ${status} with ${what}${said === '' ? '' : ` (${said})`}: check rest-url, and what stands between here and Flink`, status, PASSING.has(status));
}

// EXTERNAL MODULE: ./build/platform/certificates.js
var platform_certificates = __webpack_require__(316);
// EXTERNAL MODULE: ./build/platform/http/fetch-answer.js
var fetch_answer = __webpack_require__(7770);
// EXTERNAL MODULE: ./build/platform/http/http-client.js + 7 modules
var http_client = __webpack_require__(3587);
// EXTERNAL MODULE: ./build/platform/http/trust.js
var trust = __webpack_require__(7997);
// EXTERNAL MODULE: ./build/platform/proxy.js + 1 modules
var proxy = __webpack_require__(4312);
// EXTERNAL MODULE: ./build/text/redact.js
var redact = __webpack_require__(6953);
;// CONCATENATED MODULE: ./build/commands/savepoint/rest/redirect.js

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/**
 * Where a redirect leads, `undefined` for any other answer. A request that triggers something is repeated
 * only where the status says that it is to be (307, 308); credentials go to no other origin (scheme, host and
 * port), and nothing goes from https to http.
 *
 * @throws ConnectionFault for a redirect that is not followed
 */
function redirectOf({ status, location, method, from, hasCredentials, }) {
    if (!REDIRECTS.has(status))
        return undefined;
    const to = location === undefined || !URL.canParse(location, from.href) ? undefined : new URL(location, from.href);
    const refuse = (why) => new ConnectionFault(`${from.origin} redirects (${status}) ${why}`, { reached: false, permanent: true });
    if (to === undefined || !['http:', 'https:'].includes(to.protocol))
        throw refuse('to no URL that can be followed: check rest-url');
    const shown = `${to.origin}${to.pathname}`;
    if (to.username !== '' || to.password !== '')
        throw refuse('to a URL with a user or password in it, which is not followed: check rest-url');
    if (from.protocol === 'https:' && to.protocol === 'http:')
        throw refuse(`from https to ${shown}, which is not followed: check rest-url`);
    if (hasCredentials && to.origin !== from.origin) {
        throw refuse(`to ${shown}, another scheme, host or port, to which the credentials are not sent: give that one in rest-url if it is the right one`);
    }
    if (method !== 'GET' && status !== 307 && status !== 308) {
        throw refuse(`to ${shown}, which would turn the request into another one: give that URL as rest-url (a login page says that credentials are missing)`);
    }
    return to;
}

;// CONCATENATED MODULE: ./build/commands/savepoint/rest/connection.js








const MOST_BYTES = 16 * 1024 * 1024;
const MOST_REDIRECTS = 5;
/**
 * One Flink REST interface, spoken to over kept-alive connections, directly or through the proxy of the
 * environment.
 */
class RestConnection {
    /** Removes the credentials, and the password of the proxy, from texts about answers. */
    redact;
    #base;
    #authorization;
    #http;
    #times;
    constructor({ url, credentials, certificates }, times = { requestTimeoutMs: 30_000 }) {
        this.#base = new URL(url);
        this.#authorization = credentials && authorizationOf(credentials);
        this.redact = (0,redact/* createRedactor */.l)([...secretsOf(credentials), ...(0,proxy/* proxySecrets */.Wm)(process.env)]);
        this.#http = new http_client/* HttpClient */.Q({
            trust: new trust/* Trust */.R(certificates === undefined ? undefined : [...(0,platform_certificates/* nodesCertificates */._R)(), certificates]),
            subject: 'the host of rest-url',
        });
        this.#times = times;
    }
    /** The URL of a path of the interface, for people. */
    urlOf(path) {
        return `${this.#base.origin}${this.#base.pathname.replace(/\/+$/, '')}${path}`;
    }
    /**
     * Sends one request and reads its answer. A redirect is followed where the method may be repeated there;
     * credentials are sent to no other origin.
     *
     * @throws ConnectionFault when there is no whole answer; the signal's reason when it was aborted
     */
    async send(method, path, signal, body) {
        let url = new URL(this.urlOf(path));
        for (let redirects = 0;; redirects += 1) {
            const { status, headers, bytes } = await this.#exchange(method, url, signal, body);
            const text = Buffer.from(bytes).toString('utf8');
            const next = redirectOf({
                status,
                location: headers['location'],
                method,
                from: url,
                hasCredentials: this.#authorization !== undefined,
            });
            if (next === undefined) {
                const contentType = headers['content-type'] ?? '';
                return { status, text, contentType, json: parseJson(text) };
            }
            if (redirects === MOST_REDIRECTS)
                throw new ConnectionFault(`${url.origin} redirects without end: check rest-url`, {
                    permanent: true,
                    reached: false,
                });
            url = next;
        }
    }
    /** Closes the connections that are kept alive. */
    close() {
        this.#http.close();
    }
    async #exchange(method, url, signal, body) {
        const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
        const { requestTimeoutMs } = this.#times;
        const limit = new AbortController();
        const timer = setTimeout(() => {
            limit.abort(new Error(`it took longer than ${requestTimeoutMs / 1000} s`));
        }, requestTimeoutMs);
        try {
            return await (0,fetch_answer/* fetchAnswer */.$)(this.#http, url.origin, {
                method,
                path: url.pathname + url.search,
                headers: {
                    host: url.host,
                    accept: 'application/json',
                    ...(content !== undefined && {
                        'content-type': 'application/json',
                        'content-length': String(content.length),
                    }),
                    ...(this.#authorization !== undefined && { authorization: this.#authorization }),
                },
                body: content,
            }, { mostBytes: MOST_BYTES, signal: AbortSignal.any([signal, limit.signal]) });
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof proxy/* InvalidProxy */.mw)
                throw new ConnectionFault(error.message, { permanent: true, reached: false });
            throw connectionFault(error, url.origin);
        }
        finally {
            clearTimeout(timer);
        }
    }
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function secretsOf(credentials) {
    if (credentials === undefined)
        return [];
    if ('token' in credentials)
        return [credentials.token];
    return [`${credentials.username}:${credentials.password}`, credentials.password];
}
function authorizationOf(credentials) {
    if ('token' in credentials)
        return `Bearer ${credentials.token}`;
    return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/commands/savepoint/rest/pauses.js



/** What counts in earnest. */
const REST_TIMES = {
    requestTimeoutMs: 30_000,
    firstPauseMs: 250,
    longestPauseMs: 3_000,
    progressMs: 10_000,
    silenceMs: 120_000,
    lookMs: 15_000,
};
/** Pauses that grow from the first to the longest. */
class Pauses {
    #longestMs;
    #nextMs;
    constructor({ firstPauseMs, longestPauseMs }) {
        this.#nextMs = firstPauseMs;
        this.#longestMs = longestPauseMs;
    }
    /** @throws the signal's reason when it is aborted meanwhile */
    async next(signal) {
        const pauseMs = this.#nextMs;
        this.#nextMs = Math.min(this.#longestMs, pauseMs * 1.5);
        await pause(pauseMs, signal);
    }
}
/** @throws the signal's reason when it is aborted meanwhile */
async function pause(ms, signal) {
    await (0,promises_.setTimeout)(ms, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
}
/** Whether what went wrong may go well a moment later. */
function isPassing(error) {
    if (error instanceof ConnectionFault)
        return !error.permanent;
    return error instanceof FlinkRefusal && error.passing;
}
/**
 * Whether Flink may have got a request that failed so: it answered, or the connection broke after the
 * request was on its way.
 */
function mayHaveReached(error) {
    return error instanceof ConnectionFault ? error.reached : error instanceof FlinkRefusal && error.passing;
}
/**
 * Asks until there is an answer, for questions that change nothing.
 *
 * @param patience.silenceMs how long nothing but passing faults may come
 * @throws the last fault then, any other at once, and the signal's reason
 */
async function askPatiently(ask, patience) {
    const begin = performance.now();
    const pauses = new Pauses(patience.times);
    for (;;) {
        try {
            return await ask();
        }
        catch (error) {
            patience.signal.throwIfAborted();
            if (!isPassing(error) || performance.now() - begin > patience.silenceMs)
                throw error;
            await pauses.next(patience.signal);
        }
    }
}

;// CONCATENATED MODULE: ./build/commands/savepoint/rest/progress.js


/** The savepoints of a job in the statistics (`CheckpointingStatistics`), newest first. */
function savepointsOf(statistics) {
    const history = (0,values/* listMember */.DW)(statistics, 'history').filter((one) => (0,values/* member */.Dc)(one, 'is_savepoint') === true);
    return history
        .map((one) => ({
        id: (0,values/* numberMember */.eJ)(one, 'id') ?? -1,
        status: (0,values/* textMember */.SA)(one, 'status') ?? 'unknown',
        path: (0,values/* textMember */.SA)(one, 'external_path'),
        failure: (0,values/* textMember */.SA)(one, 'failure_message'),
        acknowledged: (0,values/* numberMember */.eJ)(one, 'num_acknowledged_subtasks'),
        subtasks: (0,values/* numberMember */.eJ)(one, 'num_subtasks'),
        stateBytes: (0,values/* numberMember */.eJ)(one, 'state_size'),
    }))
        .sort((a, b) => b.id - a.id);
}
/** The highest number that a checkpoint or savepoint of the job has; -1 where there is none. */
function lastCheckpointId(statistics) {
    return (0,values/* listMember */.DW)(statistics, 'history').reduce((last, one) => Math.max(last, (0,values/* numberMember */.eJ)(one, 'id') ?? -1), -1);
}
/** How far the newest running savepoint is, `undefined` where none is seen. */
function progressText(statistics) {
    const running = savepointsOf(statistics).find(({ status }) => status === 'IN_PROGRESS');
    if (running?.acknowledged === undefined || running.subtasks === undefined)
        return undefined;
    return `${running.acknowledged} of ${running.subtasks} subtasks done, ${(0,quantities/* formatBytes */.z3)(running.stateBytes ?? 0)} of state`;
}

;// CONCATENATED MODULE: ./build/commands/savepoint/rest/trigger-once.js




/**
 * Triggers one savepoint, also where the answer is lost on its way. Since 1.15 the trigger has an id of
 * ours: Flink is asked for it, and where it is unknown the same trigger is sent again, which Flink takes
 * once only (FLINK-18312). Before, the job's checkpoint statistics tell whether a savepoint has begun
 * since.
 *
 * @throws SavepointError, FlinkRefusal or ConnectionFault when nothing was triggered, or it is not known
 */
async function triggerOnce(context) {
    const before = context.version.takesTriggerId ? undefined : await lastCheckpoint(context);
    const begin = performance.now();
    const pauses = new Pauses(context.times);
    for (;;) {
        try {
            context.asked();
            return {
                kind: 'trigger',
                triggerId: await context.cluster.trigger(context.request, context.version, context.triggerId),
            };
        }
        catch (error) {
            context.signal.throwIfAborted();
            if (!isPassing(error))
                throw explainRefusal(error, context);
            if (mayHaveReached(error)) {
                context.narrator.info(`the trigger had no answer (${messageOf(error)}): looking whether Flink has begun`);
                const begun = await findBegun(context, before, error);
                if (begun !== undefined)
                    return begun;
            }
            if (performance.now() - begin > context.times.silenceMs)
                throw error;
            await pauses.next(context.signal);
        }
    }
}
/**
 * The number of the newest checkpoint, `undefined` where the job has no statistics: then nothing can be
 * looked up later.
 */
async function lastCheckpoint({ cluster, request, ask }) {
    try {
        return lastCheckpointId(await ask(() => cluster.statistics(request.jobId)));
    }
    catch (error) {
        // The job has no checkpoints; if there is no such job, the trigger will say so.
        if (error instanceof FlinkRefusal && error.status === 404)
            return undefined;
        throw error;
    }
}
async function findBegun(context, before, lost) {
    const { cluster, request, version, triggerId, ask } = context;
    if (!version.takesTriggerId)
        return await lookForSavepoint(context, before, lost);
    try {
        await ask(() => cluster.status(request.jobId, triggerId));
        return { kind: 'trigger', triggerId };
    }
    catch (error) {
        if (error instanceof FlinkRefusal && error.status === 404)
            return undefined;
        throw error;
    }
}
async function lookForSavepoint(context, before, lost) {
    const { cluster, request, times, signal, ask } = context;
    if (before === undefined)
        throw cannotTell(context, lost, 'for the job has no checkpoint statistics');
    const end = performance.now() + times.lookMs;
    const pauses = new Pauses(times);
    do {
        const statistics = await ask(() => cluster.statistics(request.jobId));
        const [begun, another] = savepointsOf(statistics).filter(({ id }) => id > before);
        if (another !== undefined)
            throw cannotTell(context, lost, 'for several were triggered at that time');
        if (begun !== undefined)
            return { kind: 'checkpoint', checkpointId: begun.id };
        await pauses.next(signal);
    } while (performance.now() < end);
    return undefined;
}
function cannotTell({ version }, lost, why) {
    return new savepoint_request/* SavepointError */._(`the trigger had no answer (${messageOf(lost)}), and whether Flink ${version.text} has begun with the savepoint `
        + `cannot be told, ${why}: look before another one is taken; since 1.15 triggers can be repeated safely`, { cause: lost });
}
function explainRefusal(error, { request, version }) {
    if (!(error instanceof FlinkRefusal))
        return error;
    if (request.stop
        && (error.status === 404 || error.status === 405)
        && !/[Jj]ob|Flink answered/.test(error.message)) {
        return new savepoint_request/* SavepointError */._(`Flink ${version.text} cannot stop a job with a savepoint over REST (${error.message}): that came with 1.9`, { cause: error });
    }
    return new savepoint_request/* SavepointError */._(error.message.replace(/^Flink answered \d+/, 'Flink took no savepoint'), {
        cause: error,
    });
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./build/commands/savepoint/rest/take-by-rest.js











/**
 * Takes a savepoint over Flink's REST interface and waits for its end. A trigger whose answer was lost does
 * not lead to a second savepoint.
 *
 * @throws SavepointError with what Flink said; SavepointInterrupted when the signal was aborted after the
 * trigger, else the
 *   signal's reason
 */
async function takeSavepointByRest(request, context) {
    const connection = await openConnection(request, context.times ?? REST_TIMES);
    try {
        return await new RestSavepoint(request, new FlinkCluster(connection, context.signal), context).run();
    }
    finally {
        connection.close();
    }
}
async function openConnection({ endpoint }, times) {
    try {
        const certificates = endpoint.certificates && (await (0,platform_certificates/* readCertificates */.jZ)('rest-ca', endpoint.certificates));
        return new RestConnection({ ...endpoint, certificates }, times);
    }
    catch (error) {
        throw asSavepointError(error);
    }
}
/** Questions that tell how a savepoint ended, and three of them unanswered in a row are no accident. */
const MOST_UNKNOWN = 3;
class RestSavepoint {
    #request;
    #cluster;
    #narrator;
    #signal;
    #times;
    #begin = performance.now();
    #deadline;
    /** Given to Flink by us, where it takes one; replaced by Flink's own where not. */
    #triggerId = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    #asked = false;
    #toldMs = 0;
    #told = '';
    constructor(request, cluster, { narrator, signal, times = REST_TIMES }) {
        this.#request = request;
        this.#cluster = cluster;
        this.#narrator = narrator;
        this.#signal = signal;
        this.#times = times;
        this.#deadline = this.#begin + request.timeoutMs;
    }
    async run() {
        try {
            this.#warnOfPlainText();
            const version = await this.#ask(() => this.#cluster.version(), this.#times.lookMs);
            this.#refuseUnknownFormat(version);
            const pending = await this.#trigger(version);
            const { path, takenFrom } = await this.#follow(pending);
            return {
                snapshotPath: path,
                savepointPath: path,
                jobId: this.#request.jobId,
                triggerId: pending.kind === 'trigger' ? pending.triggerId : undefined,
                flinkVersion: version.text,
                takenFrom,
                durationMs: Math.round(performance.now() - this.#begin),
            };
        }
        catch (error) {
            throw this.#explain(error);
        }
    }
    #warnOfPlainText() {
        const { hostname, protocol } = new URL(this.#request.endpoint.url);
        const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
        if (this.#request.endpoint.credentials === undefined || protocol === 'https:' || isLocal)
            return;
        this.#narrator.warning(`the credentials for ${hostname} are sent without encryption, for rest-url is http: use https`);
    }
    #refuseUnknownFormat(version) {
        if (this.#request.format !== 'native' || version.takesTriggerId)
            return;
        throw new savepoint_request/* SavepointError */._(`format is native, but Flink ${version.text} writes canonical savepoints only: native ones came with 1.15`);
    }
    async #trigger(version) {
        const { jobId, stop, drain, format, targetDirectory } = this.#request;
        const what = stop
            ? `the job is stopped with ${drain ? 'a last watermark and ' : ''}a savepoint`
            : 'a savepoint is taken';
        this.#narrator.info(`Flink ${version.text}: ${what}, job ${jobId}${format === undefined ? '' : `, format ${format}`}`
            + (targetDirectory === undefined ? ", in Flink's configured directory" : `, in ${targetDirectory}`));
        const pending = await triggerOnce({
            cluster: this.#cluster,
            request: this.#request,
            version,
            triggerId: this.#triggerId,
            narrator: this.#narrator,
            times: this.#times,
            signal: this.#signal,
            ask: (question) => this.#ask(question, this.#times.silenceMs),
            asked: () => {
                this.#asked = true;
            },
        });
        if (pending.kind === 'trigger')
            this.#triggerId = pending.triggerId;
        this.#narrator.info(pending.kind === 'trigger'
            ? `trigger id ${pending.triggerId}`
            : `found as savepoint ${pending.checkpointId} of the job`);
        return pending;
    }
    async #follow(pending) {
        const pauses = new Pauses(this.#times);
        for (let unknown = 0;;) {
            try {
                const found = await this.#ask(() => this.#outcome(pending), this.#times.silenceMs);
                if (found !== undefined)
                    return found;
                unknown = 0;
                await this.#tellProgress();
            }
            catch (error) {
                // Where several JobManagers stand behind one address, one of them may not know of the savepoint.
                if (!(error instanceof FlinkRefusal) || error.status !== 404 || ++unknown === MOST_UNKNOWN)
                    throw error;
            }
            if (performance.now() > this.#deadline)
                throw this.#tookTooLong();
            await pauses.next(this.#signal);
        }
    }
    /** `undefined` while the savepoint runs. */
    async #outcome(pending) {
        if (pending.kind === 'checkpoint')
            return await this.#seenOutcome(pending.checkpointId);
        const status = await this.#cluster.status(this.#request.jobId, pending.triggerId);
        if ((0,rest_answer/* isRunning */.W_)(status))
            return undefined;
        const [found] = (0,rest_answer/* findInRestAnswer */.Nc)(status) ?? [];
        if (found !== undefined && (0,finding/* isPath */.uf)(found))
            return found;
        const [told] = (0,rest_answer/* findInRestAnswer */.Nc)(this.#cluster.withoutSecrets(status)) ?? [];
        throw new savepoint_request/* SavepointError */._(told !== undefined && !(0,finding/* isPath */.uf)(told)
            ? told.reason
            : "Flink's answer says nothing of the savepoint: check that rest-url is its REST interface");
    }
    async #seenOutcome(checkpointId) {
        const { jobId, stop } = this.#request;
        const seen = savepointsOf(await this.#cluster.statistics(jobId)).find(({ id }) => id === checkpointId);
        if (seen?.status === 'IN_PROGRESS')
            return undefined;
        if (seen?.status !== 'COMPLETED' || seen.path === undefined) {
            const failure = seen?.failure === undefined ? undefined : String(this.#cluster.withoutSecrets(seen.failure));
            throw new savepoint_request/* SavepointError */._(`Flink took no savepoint: ${failure ?? `savepoint ${checkpointId} is no longer in the job's history`}`);
        }
        if (stop) {
            const state = await this.#cluster.jobState(jobId);
            if (state === 'RUNNING' || state.endsWith('ING'))
                return undefined;
            if (state !== 'FINISHED')
                throw new savepoint_request/* SavepointError */._(`there is a savepoint at ${seen.path}, but the job did not finish: it is ${state}`);
        }
        return {
            path: seen.path,
            takenFrom: `external_path of savepoint ${checkpointId} in the job's checkpoint statistics`,
        };
    }
    async #tellProgress() {
        const elapsedMs = performance.now() - this.#begin;
        if (elapsedMs - this.#toldMs < this.#times.progressMs)
            return;
        this.#toldMs = elapsedMs;
        const statistics = await this.#cluster.statistics(this.#request.jobId).catch(() => undefined);
        this.#signal.throwIfAborted();
        const text = progressText(statistics) ?? 'the savepoint has not ended';
        if (text !== this.#told)
            this.#narrator.info(`${text}, after ${(0,quantities/* formatDuration */.a3)(elapsedMs)}`);
        this.#told = text;
    }
    #ask(question, silenceMs) {
        return askPatiently(question, { times: this.#times, silenceMs, signal: this.#signal });
    }
    #tookTooLong() {
        return new savepoint_request/* SavepointError */._(`the savepoint has not ended within ${(0,quantities/* formatDuration */.a3)(this.#request.timeoutMs)}: ${this.#goesOn()}; `
            + 'give a longer timeout if it needs one');
    }
    #explain(error) {
        if (this.#signal.aborted) {
            if (!this.#asked)
                return this.#signal.reason;
            return new savepoint_request/* SavepointInterrupted */.K(`stopped while a savepoint of job ${this.#request.jobId} was on its way: ${this.#goesOn()}`);
        }
        if (!this.#asked)
            return asSavepointError(error);
        if (error instanceof FlinkRefusal && error.status === 404) {
            return new savepoint_request/* SavepointError */._(`Flink does not know of the savepoint any more (${error.message}): was the JobManager restarted? It may `
                + `be complete or not${this.#look()}`, { cause: error });
        }
        if (isPassing(error)) {
            return new savepoint_request/* SavepointError */._(`Flink's REST interface went away before it told how the savepoint ended (${take_by_rest_messageOf(error)}): it may be `
                + `complete or not${this.#look()}`, { cause: error });
        }
        return asSavepointError(error);
    }
    #goesOn() {
        const { jobId, stop } = this.#request;
        return (`it goes on in the cluster${stop ? ', and the job stops when it is complete' : ''}; its outcome is told by `
            + `GET ${this.#cluster.statusUrl(jobId, this.#triggerId)}`);
    }
    #look() {
        const { targetDirectory, jobId } = this.#request;
        const where = targetDirectory ?? "Flink's savepoint directory";
        return `, look for savepoint-${jobId.slice(0, 6)}-… with a _metadata in ${where} before another one is taken`;
    }
}
function take_by_rest_messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function asSavepointError(error) {
    if (error instanceof platform_certificates/* InvalidCertificates */._4)
        return new savepoint_request/* SavepointError */._(error.message, { cause: error.cause });
    if (error instanceof savepoint_request/* SavepointError */._ || !(error instanceof Error) || error.name !== 'ConnectionFault')
        return error;
    return new savepoint_request/* SavepointError */._(error.message, { cause: error.cause });
}

;// CONCATENATED MODULE: ./build/commands/savepoint/savepoint.js


/**
 * Takes a savepoint of a running job, over REST or by a command, and waits until it is complete.
 *
 * @throws SavepointError with the reason, in Flink's own words where it gave one
 */
function takeSavepoint(request, context) {
    return request.by === 'rest'
        ? takeSavepointByRest(request, context)
        : takeSavepointByCommand(request, context);
}


/***/ })

};
