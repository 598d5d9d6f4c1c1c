import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 67:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./build/storage/system-error.js
/**
 * The code of an error that Node or the operating system raised (`ENOENT`), `undefined` for anything else. Not by
 * `instanceof`: inside a VM context (as of some test runners) Node's errors are not of that context's `Error`.
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

;// CONCATENATED MODULE: ./build/storage/s3/s3-api.js
/**
 * One request failed. The message is the server's or the system's own; sentences for people are made
 * elsewhere.
 */
class s3_api_S3Fault extends Error {
    name = 'S3Fault';
    facts;
    constructor(message, facts, options) {
        super(message, options);
        this.facts = facts;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/requests/abort-listeners.js
const LISTENERS = new WeakMap();
/**
 * Calls the listener when the signal is aborted, not for one that is aborted already. Hundreds of requests wait for one signal,
 * and an EventTarget compares each new listener with all that it has: so it gets one, which tells the others.
 *
 * @returns what takes the listener away again; with the last one, the signal is free of it.
 */
function abort_listeners_onAbort(signal, listener) {
    if (signal === undefined || signal.aborted)
        return () => undefined;
    const { told, tell } = listenersOf(signal);
    if (told.size === 0)
        signal.addEventListener('abort', tell, { once: true });
    told.add(listener);
    return () => {
        if (told.delete(listener) && told.size === 0)
            signal.removeEventListener('abort', tell);
    };
}
function listenersOf(signal) {
    let listeners = LISTENERS.get(signal);
    if (listeners === undefined) {
        const told = new Set();
        const tell = () => {
            const all = [...told];
            told.clear();
            for (const listener of all)
                listener();
        };
        listeners = { told, tell };
        LISTENERS.set(signal, listeners);
    }
    return listeners;
}

;// CONCATENATED MODULE: ./build/storage/s3/requests/silence.js


/** The time of the machine. */
const MACHINE_TIME = {
    start: setTimeout,
    stop: (timer) => {
        clearTimeout(timer);
    },
};
const WATCHES = new WeakMap();
/** Something was heard of the attempt that was given this signal; for places where only the signal gets to. */
function heard(signal) {
    if (signal !== undefined)
        WATCHES.get(signal)?.();
}
/** Has `listener` called for whatever is {@link heard} of the attempt with this signal. */
function onHeard(signal, listener) {
    WATCHES.set(signal, listener);
}
/** Starts the clock. `AbortSignal.any` would keep a trace of every attempt in a long-lived signal. */
function watchSilence(object, limitMs, signal, clock) {
    const controller = new AbortController();
    const forward = () => {
        controller.abort(signal?.reason);
    };
    const expired = () => {
        const { bucket = '', key } = object;
        controller.abort(new S3Fault(`nothing was heard for ${limitMs / 1000} seconds`, {
            operation: 'waiting',
            bucket,
            ...(key !== undefined && { key }),
            networkCode: 'STALLED',
        }));
    };
    let timer = clock.start(expired, limitMs);
    let over = false;
    const rest = () => {
        clock.stop(timer);
    };
    if (signal?.aborted === true)
        forward();
    const forget = onAbort(signal, forward);
    const alive = () => {
        rest();
        // A body may still be told to give bytes when its attempt has ended already.
        if (!over)
            timer = clock.start(expired, limitMs);
    };
    onHeard(controller.signal, alive);
    return {
        signal: controller.signal,
        rest,
        alive,
        end: () => {
            over = true;
            rest();
            forget();
            // Without this, the minor collector of V8 would keep it: what an old weak map holds is dead for the major one only.
            WATCHES.delete(controller.signal);
        },
    };
}

;// CONCATENATED MODULE: ./node_modules/proxy-from-env/index.js


var DEFAULT_PORTS = {
  ftp: 21,
  gopher: 70,
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
};

function parseUrl(urlString) {
  try {
    return new URL(urlString);
  } catch {
    return null;
  }
}

/**
 * @param {string|object|URL} url - The URL as a string or URL instance, or a
 *   compatible object (such as the result from legacy url.parse).
 * @return {string} The URL of the proxy that should handle the request to the
 *  given URL. If no proxy is set, this will be an empty string.
 */
function getProxyForUrl(url) {
  var parsedUrl = (typeof url === 'string' ? parseUrl(url) : url) || {};
  var proto = parsedUrl.protocol;
  var hostname = parsedUrl.host;
  var port = parsedUrl.port;
  if (typeof hostname !== 'string' || !hostname || typeof proto !== 'string') {
    return '';  // Don't proxy URLs without a valid scheme or host.
  }

  proto = proto.split(':', 1)[0];
  // Stripping ports in this way instead of using parsedUrl.hostname to make
  // sure that the brackets around IPv6 addresses are kept.
  hostname = hostname.replace(/:\d*$/, '');
  port = parseInt(port) || DEFAULT_PORTS[proto] || 0;
  if (!shouldProxy(hostname, port)) {
    return '';  // Don't proxy URLs that match NO_PROXY.
  }

  var proxy = getEnv(proto + '_proxy') || getEnv('all_proxy');
  if (proxy && proxy.indexOf('://') === -1) {
    // Missing scheme in proxy, default to the requested URL's scheme.
    proxy = proto + '://' + proxy;
  }
  return proxy;
}

/**
 * Determines whether a given URL should be proxied.
 *
 * @param {string} hostname - The host name of the URL.
 * @param {number} port - The effective port of the URL.
 * @returns {boolean} Whether the given URL should be proxied.
 * @private
 */
function shouldProxy(hostname, port) {
  var NO_PROXY = getEnv('no_proxy').toLowerCase();
  if (!NO_PROXY) {
    return true;  // Always proxy if NO_PROXY is not set.
  }
  if (NO_PROXY === '*') {
    return false;  // Never proxy if wildcard is set.
  }

  return NO_PROXY.split(/[,\s]/).every(function(proxy) {
    if (!proxy) {
      return true;  // Skip zero-length hosts.
    }
    var parsedProxy = proxy.match(/^(.+):(\d+)$/);
    var parsedProxyHostname = parsedProxy ? parsedProxy[1] : proxy;
    var parsedProxyPort = parsedProxy ? parseInt(parsedProxy[2]) : 0;
    if (parsedProxyPort && parsedProxyPort !== port) {
      return true;  // Skip if ports don't match.
    }

    if (!/^[.*]/.test(parsedProxyHostname)) {
      // No wildcards, so stop proxying if there is an exact match.
      return hostname !== parsedProxyHostname;
    }

    if (parsedProxyHostname.charAt(0) === '*') {
      // Remove leading wildcard.
      parsedProxyHostname = parsedProxyHostname.slice(1);
    }
    // Stop proxying if the hostname ends with the no_proxy host.
    return !hostname.endsWith(parsedProxyHostname);
  });
}

/**
 * Get the value for an environment variable.
 *
 * @param {string} key - The name of the environment variable.
 * @return {string} The value of the environment variable.
 * @private
 */
function getEnv(key) {
  return process.env[key.toLowerCase()] || process.env[key.toUpperCase()] || '';
}

;// CONCATENATED MODULE: ./build/storage/storage-error.js
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

;// CONCATENATED MODULE: ./build/storage/s3/network/proxy-url.js

/** The URL of a proxy, as a variable of the environment names it. @throws StorageError `unreachable` for anything else */
function requireProxyUrl(text) {
    if (/^https?:\/\//i.test(text) && URL.canParse(text))
        return new URL(text);
    throw new StorageError('the proxy variables (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) do not hold an http:// or https:// URL: '
        + 'correct them, or name the S3 host in NO_PROXY', { code: 'unreachable', operation: 'proxy' });
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./build/storage/s3/network/trust.js


/** Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed. */
function nodesTls() {
    return process.getBuiltinModule('node:tls');
}
/**
 * The certificates to trust when `AWS_CA_BUNDLE` is set: Node's own and `NODE_EXTRA_CA_CERTS` (which an explicit list
 * would otherwise switch off), then the bundle's. `undefined` without `AWS_CA_BUNDLE`: Node's defaults hold.
 *
 * @param complete Node's own complete list, where it has one.
 * @throws StorageError `tls` where the file cannot be read or holds no certificate.
 */
function trustedCertificates(env = process.env, complete) {
    const path = env['AWS_CA_BUNDLE'];
    if (path === undefined || path === '')
        return undefined;
    return [...defaultCertificates(env, complete ?? nodesTls().getCACertificates ?? 'none'), readBundle(path)];
}
function readBundle(path) {
    const facts = { code: 'tls', operation: 'AWS_CA_BUNDLE' };
    let text;
    try {
        text = (0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8');
    }
    catch (error) {
        throw new StorageError(`AWS_CA_BUNDLE names ${path}, which cannot be read: give the path of a PEM file with the certificate authority, or unset it`, facts, { cause: error });
    }
    if (!text.includes('-----BEGIN CERTIFICATE-----')) {
        throw new StorageError(`AWS_CA_BUNDLE names ${path}, which holds no PEM certificate: give a file with BEGIN CERTIFICATE lines`, facts);
    }
    return text;
}
function defaultCertificates(env, complete) {
    if (complete !== 'none')
        return complete('default');
    const extra = env['NODE_EXTRA_CA_CERTS'];
    if (extra === undefined || extra === '')
        return nodesTls().rootCertificates;
    try {
        return [...nodesTls().rootCertificates, (0,external_node_fs_namespaceObject.readFileSync)(extra, 'utf8')];
    }
    catch {
        // Node itself has warned at its start that the file cannot be read, and goes on without it.
        return nodesTls().rootCertificates;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/http-error.js
/** What breaks an exchange before it is whole; codes are Node's, so that one list of sentences serves all ways to HTTP. */
class HttpError extends Error {
    code;
    constructor(message, code) {
        super(message);
        this.code = code;
    }
}
/** The connection ended before the answer did. */
function brokenOff() {
    return new HttpError('the server closed the connection', 'ECONNRESET');
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/answer-head.js

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const NO_VALUE = /[\u0000-\u0008\u000a-\u001f\u007f]/;
/** Reads status line and headers, without the empty line behind them. @throws HttpError with a code that begins with `HPE_` */
function readHead(text) {
    let end = lineEnd(text, 0);
    const [, minor, status] = STATUS_LINE.exec(text.slice(0, end)) ?? [];
    if (status === undefined)
        throw new HttpError('the answer does not begin as one of HTTP/1.1 does', 'HPE_INVALID_CONSTANT');
    const headers = Object.create(null);
    while (end < text.length) {
        const begin = end + 2;
        end = lineEnd(text, begin);
        takeHeader(headers, text, begin, end);
    }
    const connection = headers['connection']?.toLowerCase() ?? '';
    const keepAlive = minor === '1' ? !connection.includes('close') : connection.includes('keep-alive');
    return { status: Number(status), headers, keepAlive };
}
function lineEnd(text, from) {
    const end = text.indexOf('\r\n', from);
    return end === -1 ? text.length : end;
}
function takeHeader(headers, text, begin, end) {
    const colon = text.indexOf(':', begin);
    const name = colon === -1 || colon > end ? '' : text.slice(begin, colon).toLowerCase();
    const value = text.slice(colon + 1, end).trim();
    if (!NAME.test(name) || NO_VALUE.test(value))
        throw new HttpError('the answer has a line that is no header', 'HPE_INVALID_HEADER_TOKEN');
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
}
/** @throws HttpError for lengths that contradict each other or are none. */
function framingOf({ status, headers }, method) {
    if (method === 'HEAD' || status === 204 || status === 304)
        return 0;
    const encoding = headers['transfer-encoding'];
    if (encoding !== undefined) {
        if (encoding.toLowerCase() !== 'chunked')
            throw new HttpError(`the answer is encoded as ${JSON.stringify(encoding)}`, 'HPE_INVALID_TRANSFER_ENCODING');
        return 'chunked';
    }
    const length = headers['content-length'];
    if (length === undefined)
        return 'until-close';
    const [first = '', ...others] = length.split(',').map((text) => text.trim());
    if (!/^\d{1,15}$/.test(first) || others.some((other) => other !== first)) {
        throw new HttpError('the answer has a Content-Length that is none', 'HPE_INVALID_CONTENT_LENGTH');
    }
    return Number(first);
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/answer-reader.js


/** Longer heads are no S3's; Node's own limit is a quarter of it. */
const MAX_HEAD_BYTES = 64 * 1024;
/** A length of 15 hexadecimal digits is beyond any body; extensions behind it are bounded too. */
const CHUNK_SIZE = /^([0-9a-f]{1,13})[ \t]*(?:;|$)/i;
const MAX_LINE_BYTES = 4096;
const CR = 0x0d;
const END_OF_LINE = Buffer.from('\r\n');
const END_OF_HEAD = Buffer.from('\r\n\r\n');
const PROTOCOL = Buffer.from('HTTP/1.');
const NOTHING = Buffer.alloc(0);
/**
 * Reads one answer of HTTP/1.1 from the bytes of a connection, as they come. Interim answers (100, 103) are passed over. What is no
 * answer, or contradicts itself, is refused: a success must not be guessed.
 */
class AnswerReader {
    #method;
    #listener;
    #state = 'head';
    /** The beginning of a line or head that is not complete. */
    #held = NOTHING;
    /** What is left of the body, or of the chunk. */
    #left = 0;
    #keepAlive = false;
    #headers = {};
    /** @param method decides whether a body can follow. */
    constructor(method, listener) {
        this.#method = method;
        this.#listener = listener;
    }
    get over() {
        return this.#state === 'over';
    }
    /** Whether the connection may be used again, once the answer is {@link over}. */
    get keepAlive() {
        return this.#keepAlive;
    }
    /** For the hints about the connection. */
    get headers() {
        return this.#headers;
    }
    /**
     * Takes what was read. @returns whether more may come at once. @throws HttpError; whatever the listener throws
     */
    take(chunk) {
        let more = true;
        let rest = this.#withHeld(chunk);
        while (rest.length > 0) {
            switch (this.#state) {
                case 'over':
                    // Nobody asked for it: what follows on this connection cannot be trusted.
                    this.#keepAlive = false;
                    return more;
                case 'head':
                    rest = this.#takeHead(rest);
                    break;
                case 'until-close':
                    return this.#listener.onData(rest);
                case 'body':
                case 'chunk': {
                    const piece = rest.length <= this.#left ? rest : rest.subarray(0, this.#left);
                    rest = rest.subarray(piece.length);
                    this.#left -= piece.length;
                    if (!this.#listener.onData(piece))
                        more = false;
                    if (this.#left === 0)
                        this.#pieceIsWhole();
                    break;
                }
                case 'chunk-size':
                case 'chunk-end':
                case 'trailer':
                    rest = this.#takeLine(rest);
            }
        }
        return more;
    }
    /** Nothing more is told. */
    stop() {
        this.#state = 'over';
        this.#keepAlive = false;
    }
    /** The server closed the connection. @throws HttpError where the answer was not over. */
    closed() {
        if (this.#state === 'until-close')
            this.#end();
        else if (this.#state !== 'over')
            throw brokenOff();
    }
    #withHeld(chunk) {
        if (this.#held.length === 0)
            return chunk;
        const all = Buffer.concat([this.#held, chunk]);
        this.#held = NOTHING;
        return all;
    }
    /** @returns what is behind the head; nothing where it is not complete. */
    #takeHead(bytes) {
        const end = bytes.indexOf(END_OF_HEAD);
        if (end === -1) {
            // Servers that wait for the other side to speak on, such as one for SSH, would never finish a head.
            const known = Math.min(bytes.length, PROTOCOL.length);
            if (bytes.compare(PROTOCOL, 0, known, 0, known) !== 0)
                throw new HttpError('the answer is not one of HTTP/1', 'HPE_INVALID_CONSTANT');
            this.#hold(bytes, MAX_HEAD_BYTES);
            return NOTHING;
        }
        const head = readHead(bytes.toString('latin1', 0, end));
        if (head.status >= 200)
            this.#begin(head);
        else if (head.status === 101)
            throw new HttpError('the server wants to speak something else', 'HPE_INVALID_CONSTANT');
        return bytes.subarray(end + END_OF_HEAD.length);
    }
    #begin(head) {
        const framing = framingOf(head, this.#method);
        this.#keepAlive = head.keepAlive && framing !== 'until-close';
        this.#headers = head.headers;
        this.#left = typeof framing === 'number' ? framing : 0;
        this.#state = framing === 'chunked' ? 'chunk-size' : framing === 'until-close' ? 'until-close' : 'body';
        this.#listener.onHead(head.status, head.headers);
        if (framing === 0)
            this.#pieceIsWhole();
    }
    #takeLine(bytes) {
        const end = bytes.indexOf(END_OF_LINE);
        if (end === -1) {
            this.#hold(bytes, MAX_LINE_BYTES);
            return NOTHING;
        }
        if (this.#state === 'chunk-size')
            this.#beginChunk(bytes.toString('latin1', 0, end));
        else if (this.#state === 'trailer') {
            if (end === 0)
                this.#end();
        }
        else if (end > 0)
            throw new HttpError('a chunk of the answer is longer than it says', 'HPE_STRICT');
        else
            this.#state = 'chunk-size';
        return bytes.subarray(end + END_OF_LINE.length);
    }
    #beginChunk(line) {
        const size = CHUNK_SIZE.exec(line)?.[1];
        if (size === undefined)
            throw new HttpError('a chunk of the answer has no size', 'HPE_INVALID_CHUNK_SIZE');
        this.#left = parseInt(size, 16);
        this.#state = this.#left === 0 ? 'trailer' : 'chunk';
    }
    #pieceIsWhole() {
        if (this.#state === 'body')
            this.#end();
        else if (this.#state === 'chunk')
            this.#state = 'chunk-end';
    }
    #end() {
        this.#state = 'over';
        this.#listener.onEnd();
    }
    #hold(bytes, most) {
        if (bytes.length > most)
            throw new HttpError('a line or the head of the answer is too long', 'HPE_HEADER_OVERFLOW');
        if (this.#state === 'chunk-end' && bytes[0] !== CR)
            throw new HttpError('a chunk of the answer is longer than it says', 'HPE_STRICT');
        this.#held = Buffer.from(bytes);
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/request-text.js

/** What could end a line, or is no character of a header's value (RFC 9110, section 5.5). */
const NO_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const NO_PATH = /[^\u0021-\u007e]/;
/** The head of a request, to be written as Latin-1. @throws HttpError for what would be read as something else than it is */
function requestText({ method, path, headers }) {
    if (NO_PATH.test(path))
        throw new HttpError('the path of a request holds a character that none can hold', 'ERR_INVALID_CHAR');
    let text = `${method} ${path} HTTP/1.1\r\n`;
    for (const name in headers) {
        const value = headers[name] ?? '';
        if (NO_HEADER.test(value))
            throw new HttpError(`the header ${name} holds a character that none can hold`, 'ERR_INVALID_CHAR');
        text += `${name}: ${value}\r\n`;
    }
    return `${text}\r\n`;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/connection.js



/** Bytes that are given to a connection at once; between slices it is told whether it takes them. */
const SLICE_BYTES = 512 * 1024;
/** One connection, for one exchange at a time: pipelined requests would wait for each other, and break together. */
class Connection {
    #owner;
    #closing = new AbortController();
    #opening;
    #socket;
    #exchange;
    /** What closed it. */
    #failure;
    #closed = false;
    constructor(open, owner) {
        this.#owner = owner;
        this.#opening = open(this.#take, this.#closing.signal);
        this.#opening.then(this.#opened, this.#close);
    }
    /** Sends a request; only where no other is under way. */
    start(request, listener) {
        const exchange = { request, listener, reader: new AnswerReader(request.method, listener), sent: false };
        this.#exchange = exchange;
        if (this.#socket !== undefined) {
            this.#socket.ref();
            this.#send(this.#socket, exchange);
        }
        return {
            abort: () => {
                if (this.#exchange !== exchange)
                    return;
                this.#exchange = undefined;
                exchange.reader.stop();
                this.close(brokenOff());
            },
            resume: () => this.#socket?.resume(),
        };
    }
    /** Closes it; an exchange that is under way fails with the reason. */
    close(reason) {
        this.#closing.abort(reason);
        if (this.#socket === undefined)
            return;
        this.#failure ??= reason;
        this.#socket.destroy();
        this.#close(reason);
    }
    #opened = (socket) => {
        this.#socket = socket;
        if (this.#closed || socket.destroyed) {
            this.close(brokenOff());
            return;
        }
        socket.on('error', (error) => {
            this.#failure ??= error;
        });
        socket.on('end', this.#ended);
        socket.on('close', () => {
            this.#close(this.#failure ?? brokenOff());
        });
        if (this.#exchange !== undefined)
            this.#send(socket, this.#exchange);
    };
    #send(socket, exchange) {
        const { request } = exchange;
        let head;
        try {
            head = requestText(request);
        }
        catch (error) {
            this.close(error);
            return;
        }
        const { body } = request;
        if (body === undefined || (body instanceof Uint8Array && body.length === 0)) {
            exchange.sent = true;
            socket.write(head, 'latin1');
        }
        else if (body instanceof Uint8Array) {
            socket.cork();
            socket.write(head, 'latin1');
            this.#sendSlice(socket, exchange, body, 0);
            socket.uncork();
        }
        else {
            socket.write(head, 'latin1');
            void this.#pump(socket, exchange, body);
        }
    }
    #sendSlice(socket, exchange, body, from) {
        const to = Math.min(from + SLICE_BYTES, body.length);
        socket.write(body.subarray(from, to), (error) => {
            if (error instanceof Error || this.#exchange !== exchange)
                return;
            exchange.listener.onSent();
            if (to < body.length)
                this.#sendSlice(socket, exchange, body, to);
            else
                exchange.sent = true;
        });
    }
    async #pump(socket, exchange, body) {
        const isOver = () => this.#exchange !== exchange;
        try {
            for await (const chunk of body) {
                // The answer came early: the source is told by being left.
                if (isOver())
                    return;
                if (!socket.write(chunk))
                    await drained(socket);
                if (isOver())
                    return;
                exchange.listener.onSent();
            }
            exchange.sent = true;
        }
        catch (error) {
            if (!isOver())
                this.close(error);
        }
    }
    #take = (bytes) => {
        const exchange = this.#exchange;
        if (exchange === undefined) {
            this.close(new HttpError('the server spoke without being asked', 'HPE_INVALID_CONSTANT'));
            return true;
        }
        try {
            const more = exchange.reader.take(bytes);
            if (exchange.reader.over)
                this.#answered(exchange);
            return more;
        }
        catch (error) {
            this.close(error);
            return true;
        }
    };
    #ended = () => {
        const exchange = this.#exchange;
        if (exchange === undefined) {
            this.close(brokenOff());
            return;
        }
        try {
            exchange.reader.closed();
            this.#answered(exchange);
        }
        catch (error) {
            this.close(error);
        }
    };
    #answered(exchange) {
        if (this.#exchange !== exchange)
            return;
        this.#exchange = undefined;
        const socket = this.#socket;
        // Of a request that was answered early, the rest would be read as the next one.
        const reusable = exchange.reader.keepAlive && exchange.sent && socket?.writableLength === 0 && !this.#closed;
        if (!reusable) {
            this.close(brokenOff());
            return;
        }
        socket.unref();
        this.#owner.onIdle(this, exchange.reader.headers);
    }
    #close = (reason) => {
        if (this.#closed)
            return;
        this.#closed = true;
        this.#owner.onClosed(this);
        const exchange = this.#exchange;
        this.#exchange = undefined;
        exchange?.listener.onError(reason);
    };
}
/** Resolves when the socket takes more, or never will. */
function drained(socket) {
    return new Promise((resolve) => {
        const done = () => {
            socket.removeListener('drain', done);
            socket.removeListener('close', done);
            resolve();
        };
        socket.once('drain', done);
        socket.once('close', done);
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/connection-pool.js

/** Longer than the pauses of a run; a server that closes earlier usually says so, and is listened to. */
const KEEP_ALIVE_MS = 10_000;
/** A server may close a connection at its very limit, while a request is on its way. */
const MARGIN_MS = 1000;
/**
 * Connections to one origin. Neither their number nor times are limited here but for connecting and for keeping idle ones: the store
 * limits its requests and watches their silence, and a limit in two places can deadlock.
 */
class ConnectionPool {
    #open;
    #all = new Set();
    /** The one that was used last comes first again, so that those that are not needed grow old. */
    #idle = [];
    #owner = {
        onIdle: (connection, headers) => {
            this.#idle.push({ connection, untilMs: performance.now() + keepAliveMs(headers) });
        },
        onClosed: (connection) => {
            this.#all.delete(connection);
            const at = this.#idle.findIndex((idle) => idle.connection === connection);
            if (at !== -1)
                this.#idle.splice(at, 1);
        },
    };
    constructor(open) {
        this.#open = open;
    }
    /** Sends a request over a connection that is idle, or over a new one. */
    send(request, listener) {
        let connection = this.#takeIdle();
        if (connection === undefined) {
            connection = new Connection(this.#open, this.#owner);
            this.#all.add(connection);
        }
        return connection.start(request, listener);
    }
    /** Closes all connections; exchanges that are under way fail with the reason. */
    close(reason) {
        for (const connection of [...this.#all])
            connection.close(reason);
    }
    #takeIdle() {
        const now = performance.now();
        for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
            if (idle.untilMs > now)
                return idle.connection;
            idle.connection.close(new Error('it was idle for too long'));
        }
        return undefined;
    }
}
function keepAliveMs(headers) {
    const seconds = /(?:^|[\s,;])timeout=(\d{1,6})/i.exec(headers['keep-alive'] ?? '')?.[1];
    return seconds === undefined ? KEEP_ALIVE_MS : Math.min(KEEP_ALIVE_MS, Number(seconds) * 1000 - MARGIN_MS);
}

;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./build/storage/s3/raw/http/open-socket.js


const CONNECT_TIMEOUT_MS = 10_000;
/** TCP's own probes, from so long a silence on; shorter than what firewalls forget a connection after. */
const PROBE_AFTER_MS = 60_000;
/**
 * Into this all connections of a thread read: fresh memory for each 64 KiB, and its collection, cost as much time as all the rest of
 * reading. What is read is used, or copied, before the next read.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024);
/**
 * Opens a connection to an origin, over TLS for `https:`.
 *
 * @throws what Node says; HttpError `ETIMEDOUT` after ten seconds; the signal's reason.
 */
async function openSocket(options, tls, signal) {
    signal.throwIfAborted();
    const { origin } = options;
    if (origin.protocol === 'http:') {
        const { hostname, port } = hostOf(origin);
        return ready((0,external_node_net_namespaceObject.connect)({ host: hostname, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_AFTER_MS, onread: readingFor(options.take) }), 'connect', signal);
    }
    return ready(openTls(options, tls), 'secureConnect', signal);
}
/** Name and port of an origin, as sockets want them. */
function hostOf({ hostname, port, protocol }) {
    const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    return { hostname: bare, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}
function readingFor(take) {
    return { buffer: READ_BUFFER, callback: (bytes) => take(READ_BUFFER.subarray(0, bytes)) };
}
function openTls({ origin, take, over }, tls) {
    const { connect } = process.getBuiltinModule('node:tls');
    const { hostname, port } = hostOf(origin);
    const session = tls.sessionWith(origin.origin);
    const socket = connect({
        host: hostname,
        port,
        // Node's types do not know that sockets over TLS can be read so too. Those over another socket cannot.
        ...(over === undefined && { onread: readingFor(take) }),
        ALPNProtocols: ['http/1.1'],
        ...((0,external_node_net_namespaceObject.isIP)(hostname) === 0 && { servername: hostname }),
        secureContext: tls.context,
        ...(session !== undefined && { session }),
        ...(over !== undefined && { socket: over }),
    });
    if (over !== undefined) {
        socket.on('data', (bytes) => {
            if (!take(bytes))
                socket.pause();
        });
    }
    socket.setNoDelay(true);
    socket.setKeepAlive(true, PROBE_AFTER_MS);
    socket.on('session', (fresh) => {
        tls.keepSession(origin.origin, fresh);
    });
    return socket;
}
/** The socket when it is connected. */
function ready(socket, event, signal) {
    return new Promise((resolve, reject) => {
        const settle = () => {
            clearTimeout(limit);
            signal.removeEventListener('abort', stop);
            socket.removeListener('error', failed);
            socket.removeListener('close', closed);
            socket.removeListener(event, connected);
        };
        const failed = (reason) => {
            settle();
            socket.destroy();
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
            reject(reason);
        };
        const connected = () => {
            settle();
            resolve(socket);
        };
        const closed = () => {
            failed(new HttpError('the connection was closed while it was made', 'ECONNRESET'));
        };
        const stop = () => {
            failed(signal.reason);
        };
        const limit = setTimeout(() => {
            failed(new HttpError('no connection was made in time', 'ETIMEDOUT'));
        }, CONNECT_TIMEOUT_MS);
        // Errors that come when nobody listens must not end the process.
        socket.on('error', () => undefined);
        socket.once('error', failed);
        socket.once('close', closed);
        socket.once(event, connected);
        signal.addEventListener('abort', stop, { once: true });
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/shared-tls.js
/**
 * What the connections of one store share over TLS. To read the trusted certificates takes milliseconds, of each connection anew if
 * it is left to Node; and with the session of an earlier one, a connection saves half of its handshake.
 */
class SharedTls {
    #ca;
    #sessions = new Map();
    #context;
    /** @param ca certificates to trust instead of Node's own. */
    constructor(ca) {
        this.#ca = ca;
    }
    get context() {
        // Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed.
        this.#context ??= process.getBuiltinModule('node:tls').createSecureContext(this.#ca === undefined ? {} : { ca: [...this.#ca] });
        return this.#context;
    }
    /** The newest session with an origin. */
    sessionWith(origin) {
        return this.#sessions.get(origin);
    }
    keepSession(origin, session) {
        this.#sessions.set(origin, session);
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/tunnel.js


const TUNNEL_TIMEOUT_MS = 10_000;
/**
 * Asks a proxy for a way through to an origin (`CONNECT`).
 *
 * @returns the connection, to speak TLS over. @throws what Node says; HttpError where the proxy refuses; the signal's reason
 */
async function openTunnel(proxy, authorization, origin, tls, signal) {
    const { request } = await (proxy.protocol === 'https:' ? Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 708, 19)) : Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 67, 19)));
    const { hostname, port } = hostOf(origin);
    const target = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
    return new Promise((resolve, reject) => {
        const asked = request({
            host: hostOf(proxy).hostname,
            port: hostOf(proxy).port,
            method: 'CONNECT',
            path: target,
            agent: false,
            signal,
            headers: { host: target, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
            ...(proxy.protocol === 'https:' && { secureContext: tls.context }),
        });
        asked.setTimeout(TUNNEL_TIMEOUT_MS, () => {
            asked.destroy(new HttpError('the proxy did not answer in time', 'ETIMEDOUT'));
        });
        asked.once('error', reject);
        asked.once('response', (answer) => {
            answer.destroy();
            reject(refusal(answer.statusCode));
        });
        asked.once('connect', (answer, socket) => {
            socket.setTimeout(0);
            if (answer.statusCode === 200) {
                resolve(socket);
                return;
            }
            socket.destroy();
            reject(refusal(answer.statusCode));
        });
        asked.end();
    });
}
function refusal(status) {
    return new HttpError(`the proxy refuses a tunnel to the store: it answered CONNECT with ${status ?? 'nothing'}`, 'PROXY_REFUSED');
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/routes.js







/** The connections of one store, direct or through the proxy that the environment names for an origin. */
class Routes {
    #tls;
    #pools = new Map();
    /** @throws StorageError `tls` for certificates that cannot be read. */
    constructor() {
        this.#tls = new SharedTls(trustedCertificates());
    }
    /** @throws StorageError `unreachable` for a proxy variable that is no URL. */
    routeTo(origin) {
        const named = getProxyForUrl(origin);
        if (named === '')
            return { pool: this.#pool(origin, this.#direct(new URL(origin))), pathPrefix: '', headers: {} };
        const proxy = requireProxyUrl(named);
        const authorization = authorizationFor(proxy);
        if (origin.startsWith('https:')) {
            const open = this.#through(proxy, authorization, new URL(origin));
            return { pool: this.#pool(`${proxy.href} ${origin}`, open), pathPrefix: '', headers: {} };
        }
        return {
            pool: this.#pool(proxy.origin, this.#direct(new URL(proxy.origin))),
            pathPrefix: origin,
            headers: authorization === undefined ? {} : { 'proxy-authorization': authorization },
        };
    }
    close() {
        for (const pool of this.#pools.values())
            pool.close(new Error('the store was closed'));
    }
    #pool(key, open) {
        let pool = this.#pools.get(key);
        if (pool === undefined) {
            pool = new ConnectionPool(open);
            this.#pools.set(key, pool);
        }
        return pool;
    }
    #direct(origin) {
        return (take, signal) => this.#open(origin, take, signal);
    }
    #through(proxy, authorization, origin) {
        return async (take, signal) => this.#open(origin, take, signal, await openTunnel(proxy, authorization, origin, this.#tls, signal));
    }
    #open(origin, take, signal, over) {
        return openSocket({ origin, take, ...(over !== undefined && { over }) }, this.#tls, signal);
    }
}
function authorizationFor({ username, password }) {
    if (username === '' && password === '')
        return undefined;
    const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(words).toString('base64')}`;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/body-stream.js
/** Bytes that may wait for a slow reader before the socket is paused. */
const HIGH_WATER_BYTES = 256 * 1024;
/**
 * The body of an answer, read once, chunk by chunk as it comes. Much lighter than a stream of Node's, which counts where
 * thousands of small objects are read.
 */
class BodyStream {
    #control;
    #chunks = [];
    #queuedBytes = 0;
    #paused = false;
    #over = false;
    #failure;
    #reader;
    constructor(control) {
        this.#control = control;
    }
    /** @returns whether more may come at once. */
    push(chunk) {
        const reader = this.#reader;
        if (reader !== undefined) {
            this.#reader = undefined;
            reader.resolve({ done: false, value: chunk });
            return true;
        }
        this.#chunks.push(chunk);
        this.#queuedBytes += chunk.length;
        this.#paused = this.#queuedBytes >= HIGH_WATER_BYTES;
        return !this.#paused;
    }
    /** All has come. */
    end() {
        this.#over = true;
        this.#reader?.resolve({ done: true, value: undefined });
        this.#reader = undefined;
    }
    /** It broke off: the reader gets what had come before, then the reason. */
    fail(reason) {
        if (this.#over || this.#failure !== undefined)
            return;
        this.#failure = { reason };
        this.#reader?.reject(reason);
        this.#reader = undefined;
    }
    /** The caller gave it up: the reader gets the reason at once. */
    giveUp(reason) {
        this.#chunks.length = 0;
        this.fail(reason);
    }
    [Symbol.asyncIterator]() {
        return this;
    }
    next() {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
            this.#queuedBytes -= chunk.length;
            if (this.#paused && this.#queuedBytes < HIGH_WATER_BYTES / 2) {
                this.#paused = false;
                this.#control.resume();
            }
            return Promise.resolve({ done: false, value: chunk });
        }
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
        if (this.#failure !== undefined)
            return Promise.reject(this.#failure.reason);
        if (this.#over)
            return Promise.resolve({ done: true, value: undefined });
        this.#reader = withResolvers();
        return this.#reader.promise;
    }
    /** The rest is not wanted: a connection that still has some to give is closed. */
    return() {
        this.#chunks.length = 0;
        if (!this.#over) {
            this.#over = true;
            if (this.#failure === undefined)
                this.#control.abort();
        }
        return Promise.resolve({ done: true, value: undefined });
    }
}
/** Node 20 has no `Promise.withResolvers`. */
function withResolvers() {
    let resolve = () => undefined;
    let reject = () => undefined;
    const promise = new Promise((yes, no) => {
        resolve = yes;
        reject = no;
    });
    return { promise, resolve, reject };
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/xml.js
/** Deeper than any answer of S3; a hostile one shall not fill the stack or the memory. */
const MAX_DEPTH = 32;
/**
 * A mark of XML at the reader's place: comment, CDATA, instruction, closing tag, opening or empty tag. A document type is
 * none of them: S3 sends none, and entities of its own are the oldest trap of the format.
 */
const MARK = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
/**
 * Reads one whole document, blanks around it allowed. `undefined` for whatever is not well-formed: cut off, followed by
 * something else, plain text, HTML with its unclosed tags. A truncated success must not be taken for a success.
 */
function xml_readXml(document) {
    const open = [];
    let root;
    let at = document.startsWith('\uFEFF') ? 1 : 0;
    while (at < document.length) {
        const next = document.indexOf('<', at);
        const text = document.slice(at, next === -1 ? document.length : next);
        if (!take(open.at(-1), text))
            return undefined;
        if (next === -1)
            break;
        MARK.lastIndex = next;
        const mark = MARK.exec(document);
        if (mark === null)
            return undefined;
        at = MARK.lastIndex;
        const [, cdata, closing, opening, , empty] = mark;
        if (cdata !== undefined) {
            const inside = open.at(-1);
            if (inside === undefined)
                return undefined;
            inside.text += cdata;
        }
        else if (opening !== undefined) {
            if (root !== undefined || open.length === MAX_DEPTH)
                return undefined;
            open.push({ tag: opening, text: '', children: [] });
        }
        if (closing === undefined && empty !== '/')
            continue;
        const ended = open.pop();
        if (ended === undefined || (closing !== undefined && closing !== ended.tag))
            return undefined;
        const element = { name: localName(ended.tag), text: ended.text, children: ended.children };
        const parent = open.at(-1);
        if (parent === undefined)
            root = element;
        else
            parent.children.push(element);
    }
    return open.length === 0 ? root : undefined;
}
/** The text of the first child of a name; `undefined` where there is none or it is empty. */
function xml_childText(element, name) {
    const text = element.children.find((child) => child.name === name)?.text;
    return text === undefined || text === '' ? undefined : text;
}
function localName(tag) {
    return tag.slice(tag.indexOf(':') + 1);
}
/** Outside of all elements only blanks are allowed. */
function take(inside, text) {
    if (inside === undefined)
        return text.trim() === '';
    const plain = text.includes('&') ? withoutEntities(text) : text;
    if (plain === undefined)
        return false;
    inside.text += plain;
    return true;
}
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const MAX_CODE_POINT = 0x10_ff_ff;
/** A text with its entities as characters; `undefined` where an ampersand stands for nothing known. */
function withoutEntities(text) {
    const pieces = text.split('&');
    let plain = pieces[0] ?? '';
    for (const piece of pieces.slice(1)) {
        const end = piece.indexOf(';');
        const character = end === -1 ? undefined : characterOf(piece.slice(0, end));
        if (character === undefined)
            return undefined;
        plain += character + piece.slice(end + 1);
    }
    return plain;
}
function characterOf(entity) {
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(entity) ?? [];
    if (hex === undefined && decimal === undefined)
        return NAMED[entity];
    const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return point <= MAX_CODE_POINT ? String.fromCodePoint(point) : undefined;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-fault.js



const QUOTED_CHARS = 200;
/** The error document of S3, `undefined` for anything else. */
function errorIn(document) {
    if (document?.name === 'Error')
        return document;
    // Some services of Amazon's wrap it.
    return document?.name === 'ErrorResponse' ? document.children.find(({ name }) => name === 'Error') : undefined;
}
/** The fault of an answer whose status is no success. */
function refused(subject, { status, headers, text }) {
    const error = errorIn(readXml(text));
    // Of a missing object an answer to HEAD says nothing but the status.
    const s3Code = error === undefined ? (status === 404 ? 'NotFound' : undefined) : childText(error, 'Code');
    return new S3Fault(messageIn(error, status, text), {
        ...subject,
        status,
        ...(s3Code !== undefined && { s3Code }),
        ...factsIn(headers, error),
    });
}
/**
 * The fault of an error inside an answer of 200: sent before the store knew how it would end. 503 stands for it, as it
 * does in the SDK.
 */
function failedLate(subject, answer) {
    return refused(subject, { ...answer, status: 503 });
}
/** The fault of an answer that says success, and not what that promises. */
function unproven(subject, { status, headers, text }) {
    return new S3Fault(messageIn(undefined, status, text), {
        ...subject,
        status,
        corrupt: true,
        ...factsIn(headers, undefined),
    });
}
/** The fault of a request that got no answer. */
function unanswered(subject, error) {
    const networkCode = networkCodeOf(error);
    const message = messageOf(error);
    return new s3_api_S3Fault(message === '' ? (networkCode ?? 'the connection failed') : message, { ...subject, ...(networkCode !== undefined && { networkCode }) }, { cause: error });
}
/** Node's code for what broke a connection. */
function networkCodeOf(error) {
    for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
        const code = systemCode(at);
        if (code !== undefined)
            return code;
        at = at.cause;
    }
    return undefined;
}
function factsIn(headers, error) {
    const field = (name) => (error === undefined ? undefined : childText(error, name));
    const requestId = headers['x-amz-request-id'] ?? field('RequestId');
    const bucketRegion = headers['x-amz-bucket-region'] ?? field('Region');
    const retryAfter = Number(headers['retry-after'] ?? NaN);
    return {
        ...(requestId !== undefined && { requestId }),
        ...(bucketRegion !== undefined && { bucketRegion }),
        ...(Number.isFinite(retryAfter) && { retryAfterMs: retryAfter * 1000 }),
    };
}
/** Only S3's own message: other fields quote the signed request, session token and all. */
function messageIn(error, status, text) {
    if (error !== undefined)
        return childText(error, 'Message') ?? childText(error, 'Code') ?? 'an error without a message';
    return text.trim() === '' ? `it answered ${status} and no more` : `it answered ${quote(text)}`;
}
function quote(text) {
    return JSON.stringify(text.trim().replaceAll(/\s+/g, ' ').slice(0, QUOTED_CHARS));
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/exchange.js



/** A page of 1,000 keys of 1,024 bytes, each byte encoded as three, is the longest document of S3's. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;
/**
 * Sends one request and reads the answer. Nothing lands of a body that is not the range, or longer than the room in the
 * sink: its answer then tells so by its headers.
 *
 * @throws S3Fault where the connection breaks, as the body does later; the signal's reason
 */
function exchange(route, subject, request, signal, taking) {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
        const { pool, pathPrefix, headers } = route;
        const routed = pathPrefix === '' ? request : { ...request, path: `${pathPrefix}${request.path}`, headers: { ...request.headers, ...headers } };
        const handler = new ExchangeHandler(subject, signal, taking, resolve, reject);
        handler.running = pool.send(routed, handler);
    });
}
class ExchangeHandler {
    running;
    #subject;
    #signal;
    #taking;
    #resolve;
    #reject;
    #chunks = [];
    #bytes = 0;
    #status = 0;
    #headers = {};
    #body;
    #sink;
    constructor(subject, signal, taking, resolve, reject) {
        this.#subject = subject;
        this.#signal = signal;
        this.#taking = taking;
        this.#resolve = resolve;
        this.#reject = reject;
        signal?.addEventListener('abort', this.#giveUp, { once: true });
    }
    onSent() {
        heard(this.#signal);
    }
    onHead(status, headers) {
        this.#status = status;
        this.#headers = headers;
        if (status >= 300 || this.#taking === 'document')
            return;
        if (this.#taking === 'stream') {
            this.#body = new BodyStream({ resume: () => this.running?.resume(), abort: () => this.running?.abort() });
            this.#resolve({ status, headers, body: this.#body });
        }
        else
            this.#land(this.#taking);
    }
    #land({ sink, contentRange }) {
        const room = sink.bytes.length - sink.filled;
        const { 'content-length': length, 'content-range': range } = this.#headers;
        if (length !== undefined && Number(length) <= room && (contentRange === undefined || range?.startsWith(contentRange) === true)) {
            this.#sink = sink;
            return;
        }
        this.#settle();
        this.#resolve({ status: this.#status, headers: this.#headers, text: '' });
        this.running?.abort();
    }
    onData(chunk) {
        // The memory of a chunk is used again for the next one: what is kept is copied.
        if (this.#body !== undefined)
            return this.#body.push(Buffer.from(chunk));
        // Copies send blanks while they work, and what lands is a sign of life too.
        heard(this.#signal);
        if (this.#sink !== undefined) {
            this.#sink.bytes.set(chunk, this.#sink.filled);
            this.#sink.filled += chunk.length;
            return true;
        }
        this.#bytes += chunk.length;
        if (this.#bytes > MAX_DOCUMENT_BYTES)
            throw new Error('the answer is longer than any of S3');
        this.#chunks.push(Buffer.from(chunk));
        return true;
    }
    onEnd() {
        this.#settle();
        if (this.#body !== undefined)
            this.#body.end();
        else
            this.#resolve({ status: this.#status, headers: this.#headers, text: this.#text() });
    }
    onError(error) {
        this.#settle();
        const fault = unanswered(this.#subject, error);
        if (this.#body !== undefined)
            this.#body.fail(fault);
        else
            this.#reject(fault);
    }
    #giveUp = () => {
        const reason = this.#signal?.reason;
        if (this.#body !== undefined)
            this.#body.giveUp(reason);
        else
            this.#reject(reason);
        this.running?.abort();
    };
    #text() {
        const [first, ...others] = this.#chunks;
        if (first === undefined)
            return '';
        return (others.length === 0 ? first : Buffer.concat(this.#chunks)).toString();
    }
    #settle() {
        this.#signal?.removeEventListener('abort', this.#giveUp);
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/transfer-thread.js
/**
 * A thread that moves bytes: it sends requests that were signed elsewhere, with bodies from shared memory and into it. It
 * knows no credentials, and decides nothing: pace, time limits, retries and what an answer means stay where they are.
 */






/** Signs of life come with every chunk; the other thread needs to know in time, not at once. */
const ALIVE_EVERY_MS = 50;
const running = new Map();
const routes = new Routes();
function serve(port) {
    port.on('message', (message) => {
        if ('abort' in message)
            running.get(message.abort)?.abort(new Error('it is not wanted any more'));
        else
            void perform(port, message);
    });
}
async function perform(port, order) {
    const { id } = order;
    const tell = (message) => {
        port.postMessage(message);
    };
    const stop = new AbortController();
    running.set(id, stop);
    onHeard(stop.signal, everySoOften(() => {
        tell({ id, kind: 'alive' });
    }));
    const sink = order.landing && { bytes: bytesOf(order.landing), filled: 0 };
    try {
        const answer = await send(order, sink, stop.signal);
        tell({ id, kind: 'answer', answer, landedBytes: sink?.filled ?? 0 });
    }
    catch (error) {
        const networkCode = error instanceof s3_api_S3Fault ? error.facts.networkCode : undefined;
        tell({
            id,
            kind: 'fault',
            message: messageOf(error),
            ...(networkCode !== undefined && { networkCode }),
            landedBytes: sink?.filled ?? 0,
        });
    }
    finally {
        running.delete(id);
    }
}
async function send({ origin, subject, request, body, landing }, sink, signal) {
    const contentRange = landing?.contentRange;
    const taking = sink === undefined ? 'document' : { sink, ...(contentRange !== undefined && { contentRange }) };
    const outgoing = { ...request, ...(body && { body: bytesOf(body) }) };
    return (await exchange(routes.routeTo(origin), subject, outgoing, signal, taking));
}
function bytesOf({ buffer, offset, length }) {
    return new Uint8Array(buffer, offset, length);
}
function everySoOften(work) {
    let last = performance.now();
    return () => {
        const now = performance.now();
        if (now - last < ALIVE_EVERY_MS)
            return;
        last = now;
        work();
    };
}
if (external_node_worker_threads_namespaceObject.parentPort !== null)
    serve(external_node_worker_threads_namespaceObject.parentPort);

