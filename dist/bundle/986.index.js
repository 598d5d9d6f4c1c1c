export const id = 986;
export const ids = [986];
export const modules = {

/***/ 3986:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _cli_end_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5308);
/* harmony import */ var _cli_json_result_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5853);
/* harmony import */ var _cli_run_cli_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9628);
/* harmony import */ var _presentation_json_document_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4065);
/* harmony import */ var _presentation_workflow_commands_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4711);
/* harmony import */ var _presentation_interruption_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6158);
/* harmony import */ var _presentation_standard_streams_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2320);
/* harmony import */ var _commands_commands_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3789);








const args = process.argv.slice(2);
const stdout = new _presentation_standard_streams_js__WEBPACK_IMPORTED_MODULE_5__/* .GuardedStream */ .l(process.stdout);
const stderr = new _presentation_standard_streams_js__WEBPACK_IMPORTED_MODULE_5__/* .GuardedStream */ .l(process.stderr);
const json = new _cli_json_result_js__WEBPACK_IMPORTED_MODULE_1__/* .JsonResult */ .W(stdout);
(0,_presentation_standard_streams_js__WEBPACK_IMPORTED_MODULE_5__/* .endOnUncaught */ .C)(process, (sentence, lines) => {
    json.fail((0,_presentation_json_document_js__WEBPACK_IMPORTED_MODULE_3__/* .unexpectedFailure */ .mi)(sentence, lines));
    stderr.write((0,_presentation_workflow_commands_js__WEBPACK_IMPORTED_MODULE_7__/* .disarm */ .J)(`${[sentence, ...lines].join('\n  ')}\n`));
});
const code = await (0,_cli_run_cli_js__WEBPACK_IMPORTED_MODULE_2__/* .runCli */ .a)(args, {
    env: process.env,
    cwd: workingDirectory(),
    stdin: process.stdin,
    stdout,
    stderr,
    writeBytes: async (bytes) => {
        stdout.writeBytes(bytes);
        (0,_cli_end_js__WEBPACK_IMPORTED_MODULE_0__/* .requireWritten */ .V$)(await stdout.flushed());
    },
    json,
    unheard: () => stderr.flushed(),
    flush: async () => {
        (0,_cli_end_js__WEBPACK_IMPORTED_MODULE_0__/* .requireWritten */ .V$)(await stdout.flushed());
    },
    signal: (0,_presentation_interruption_js__WEBPACK_IMPORTED_MODULE_4__/* .abortOnSignals */ .PB)(process, (text) => {
        stderr.write(`warning: ${text}\n`);
        json.fail({ code: 'interrupted', message: text, details: [], advice: _presentation_json_document_js__WEBPACK_IMPORTED_MODULE_3__/* .FAILURE_ADVICE */ .QW.interrupted });
    }),
    commands: _commands_commands_js__WEBPACK_IMPORTED_MODULE_6__/* .commands */ .P,
});
process.exitCode = await (0,_cli_end_js__WEBPACK_IMPORTED_MODULE_0__/* .endWith */ .qZ)(code, args, { stdout, stderr });
/**
 * Empty where the directory was removed: absolute paths go without, and whoever resolves a relative one
 * gets Node's own error.
 */
function workingDirectory() {
    try {
        return process.cwd();
    }
    catch {
        return '';
    }
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ settleFlags),
/* harmony export */   HR: () => (/* binding */ resolveLocalPath),
/* harmony export */   Wg: () => (/* binding */ FLAGS),
/* harmony export */   l4: () => (/* binding */ settleFormerNames),
/* harmony export */   y9: () => (/* binding */ isCommand)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _options_option_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3971);
/* harmony import */ var _options_option_specs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5251);



/**
 * Settles what a flag's value is before the parser sees it. `--overwrite /a /b` must not take `/a` for the
 * value: only a following true or false belongs to a flag, in any case of letters. `--no-state-reads` is
 * `--state-reads false`, for each flag.
 */
function settleFlags(args, flags) {
    const settled = [];
    for (let index = 0; index < args.length; index += 1) {
        const arg = args[index] ?? '';
        if (arg === '--')
            return [...settled, ...args.slice(index)];
        if (!flags.has(arg)) {
            const negated = arg.replace(/^--no-/, '--');
            settled.push(negated !== arg && flags.has(negated) ? `${negated}=false` : arg);
            continue;
        }
        const next = args[index + 1] ?? '';
        const hasValue = /^(true|false)$/i.test(next);
        settled.push(`${arg}=${hasValue ? next : 'true'}`);
        if (hasValue)
            index += 1;
    }
    return settled;
}
/**
 * Puts the names that options have now in the place of former ones.
 *
 * @param warn told of each
 * @throws OptionError where both names are given
 */
function settleFormerNames(args, warn) {
    const end = args.indexOf('--');
    const before = end < 0 ? args : args.slice(0, end);
    let settled = [...before];
    for (const { former, name, valueNow } of isCommand(args[0]) ? (0,_options_option_specs_js__WEBPACK_IMPORTED_MODULE_1__/* .formerNamesOf */ .Xr)(args[0]) : []) {
        const [written, now] = [`--${former}`, `--${name}`];
        const pattern = new RegExp(`^${written}(?==|$)`);
        if (!settled.some((arg) => pattern.test(arg)))
            continue;
        if (settled.some((arg) => arg === now || arg.startsWith(`${now}=`)))
            throw new _options_option_error_js__WEBPACK_IMPORTED_MODULE_2__/* .OptionError */ .e(`${written} and ${now} are both given, and are one setting: keep ${now}`);
        settled = settled.map((arg, index) => {
            if (settled[index - 1] === written)
                return valueNow(arg);
            if (!pattern.test(arg))
                return arg;
            const [, value] = /=(.*)$/s.exec(arg) ?? [];
            return value === undefined ? now : `${now}=${valueNow(value)}`;
        });
        warn((0,_options_option_specs_js__WEBPACK_IMPORTED_MODULE_1__/* .calledNow */ .oV)(written, now));
    }
    return [...settled, ...args.slice(before.length)];
}
/** Whether the text is the name of a command that has options. */
function isCommand(text) {
    return text !== undefined && Object.hasOwn(_options_option_specs_js__WEBPACK_IMPORTED_MODULE_1__/* .COMMAND_OPTIONS */ .dP, text);
}
/** The flags as they stand on a command line, those of how the result is wanted among them. */
const FLAGS = new Set([
    ..._options_option_specs_js__WEBPACK_IMPORTED_MODULE_1__/* .OPTION_SPECS */ .Fx.filter(({ form, actionOnly }) => form === 'flag' && actionOnly !== true).map(({ name }) => `--${name}`),
    '--json',
    '--debug',
    '--quiet',
]);
/** Makes any path absolute that is no URI, for commands that work on local files only. */
function resolveLocalPath(text, cwd) {
    return /^[A-Za-z][A-Za-z0-9+.-]+:/.test(text) ? text : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(cwd, text);
}


/***/ }),

/***/ 5308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V$: () => (/* binding */ requireWritten),
/* harmony export */   WA: () => (/* binding */ OutputLostError),
/* harmony export */   qZ: () => (/* binding */ endWith)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _presentation_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2079);
/* harmony import */ var _json_result_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5853);



/** Commands that change something: how they ended is told even where the result could not be. */
const CHANGING = new Set(['relocate', 'rewrite', 'savepoint']);
/**
 * The exit code when all is written that can be. A result that its reader did not want to the end (`| head`)
 * ends as by SIGPIPE and without a word, as with other tools; one that could not be written (a full disk) is
 * a failure. What was done is done: of a command that changes something the result is repeated on standard
 * error.
 *
 * @param code how the command itself ended
 */
async function endWith(code, args, { stdout, stderr }) {
    const lost = await stdout.flushed();
    if (lost !== undefined && code === 0) {
        const changing = CHANGING.has(args[0] ?? '');
        if (lost.code !== 'EPIPE' || changing)
            stderr.write(`${_presentation_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .PROGRAM */ .R}: ${lostSentence(lost, changing)}\n`);
        if (changing)
            stderr.write(stdout.kept);
    }
    const unheard = await stderr.flushed();
    if (code !== 0)
        return code;
    if (lost !== undefined)
        return lost.code === 'EPIPE' ? 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals.SIGPIPE : 1;
    if (unheard === undefined || unheard.code === 'EPIPE')
        return 0;
    if (!(0,_json_result_js__WEBPACK_IMPORTED_MODULE_2__/* .asksForJson */ .a)(args)) {
        stdout.write(`${_presentation_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .PROGRAM */ .R}: ${args[0] ?? ''} succeeded, but standard error could not be written to (${(0,_presentation_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .explainFailure */ .S)(unheard).sentence}), `
            + 'and warnings may be lost: free some space, or send it elsewhere\n');
    }
    return 1;
}
function lostSentence(fault, changing) {
    const why = fault.code === 'EPIPE'
        ? 'its reader went away'
        : `${(0,_presentation_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .explainFailure */ .S)(fault).sentence}; free some space, or send it elsewhere`;
    return changing
        ? `all is done, but the result could not be written to standard output: ${why}. This is it:`
        : `the result could not be written to standard output: ${why}`;
}
/** Where standard output goes could not take it. */
class OutputLostError extends Error {
    name = 'OutputLostError';
}
/**
 * Judges the fault of standard output, before a source is deleted. A reader that went away has read what it
 * wanted.
 *
 * @throws OutputLostError when the result could not be written, as on a full disk
 */
function requireWritten(fault) {
    if (fault === undefined || fault.code === 'EPIPE')
        return;
    throw new OutputLostError('the result could not be written to standard output, so that nothing was deleted: see where it goes, and run again', { cause: fault });
}


/***/ }),

/***/ 5853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ JsonResult),
/* harmony export */   a: () => (/* binding */ asksForJson)
/* harmony export */ });
/* harmony import */ var _presentation_json_document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4065);
/* harmony import */ var _presentation_json_pieces_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5879);
/* harmony import */ var _presentation_workflow_commands_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4711);
/* harmony import */ var _arguments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8213);




/** What ends a document, kept back until the command has ended: why it failed may come. */
const END = '\n}\n';
/**
 * The one JSON document that a command prints with `--json`: its result, properties of it that are known
 * late, and the failure. Of a result everything but the last brace is written at once.
 */
class JsonResult {
    #write;
    #state = 'nothing';
    /** Whether the user asked for JSON. */
    wanted = false;
    constructor(output) {
        this.#write = (text) => output.write(text);
    }
    /** Prints elsewhere, where standard output is for something else. Before anything is printed. */
    divert(output) {
        this.#write = (text) => output.write(text);
    }
    /** Prints the result, and then more properties of it. */
    print(properties) {
        if (this.#state === 'nothing')
            this.#writeOpen((0,_presentation_json_pieces_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonPieces */ .M)((0,_presentation_json_document_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonDocument */ .Q8)(properties)));
        else
            this.#writeMore(properties);
        this.#state = 'open';
    }
    /** Ends the document by the failure. Does nothing where none is wanted, or it was ended before. */
    fail(error) {
        if (this.wanted && this.#state !== 'ended')
            this.print({ error });
        this.end();
    }
    /** Ends the document, if there is one. */
    end() {
        if (this.#state === 'open') {
            this.#write(END);
            this.#state = 'ended';
        }
    }
    /** A piece ends between two texts, never within one; the end may lie in the last two. */
    #writeOpen(pieces) {
        let kept = '';
        let last = '';
        for (const piece of pieces) {
            this.#write(kept);
            kept = last;
            last = (0,_presentation_workflow_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .disarmJson */ .P)(piece);
        }
        this.#write((kept + last).slice(0, -END.length));
    }
    #writeMore(properties) {
        const text = (0,_presentation_workflow_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .disarmJson */ .P)([...(0,_presentation_json_pieces_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonPieces */ .M)(properties)].join(''));
        this.#write(`,${text.slice(1, -END.length)}`);
    }
}
/** Whether arguments ask for JSON, as far as can be told before they are parsed. */
function asksForJson(args) {
    const settled = (0,_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .settleFlags */ .$$)(args, _arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .FLAGS */ .Wg);
    const end = settled.indexOf('--');
    const asked = (end === -1 ? settled : settled.slice(0, end)).filter((arg) => arg.startsWith('--json='));
    return asked.length > 0 && asked.at(-1)?.toLowerCase() !== '--json=false';
}


/***/ }),

/***/ 9628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ runCli)
});

// EXTERNAL MODULE: ./node_modules/commander/esm.mjs
var esm = __webpack_require__(8179);
// EXTERNAL MODULE: ./build/presentation/workflow-commands.js
var workflow_commands = __webpack_require__(4711);
// EXTERNAL MODULE: ./build/presentation/failure.js
var failure = __webpack_require__(2079);
// EXTERNAL MODULE: ./build/presentation/interruption.js
var interruption = __webpack_require__(6158);
// EXTERNAL MODULE: ./build/presentation/json-document.js
var json_document = __webpack_require__(4065);
// EXTERNAL MODULE: ./build/options/option-error.js
var option_error = __webpack_require__(3971);
// EXTERNAL MODULE: ./build/cli/arguments.js
var cli_arguments = __webpack_require__(8213);
// EXTERNAL MODULE: ./build/cli/end.js
var end = __webpack_require__(5308);
// EXTERNAL MODULE: ./build/options/option-specs.js + 6 modules
var option_specs = __webpack_require__(5251);
;// CONCATENATED MODULE: ./build/cli/environment.js


/**
 * Whether the setting is one that the command line takes: no key, for arguments are seen by everybody who
 * can list processes (the environment gives these), and nothing of a GitHub job's (elsewhere AWS_ROLE_ARN
 * and AWS_WEB_IDENTITY_TOKEN_FILE do the same as its roles).
 */
function isOption(name) {
    const { variable, actionOnly } = (0,option_specs/* specOf */.rI)(name);
    return variable === undefined && actionOnly !== true;
}
/** What a setting is called on the command line. */
const commandLineLabel = (name) => {
    if (name === 'source' || name === 'target')
        return name.toUpperCase();
    return (0,option_specs/* specOf */.rI)(name).variable ?? `--${name}`;
};
/** Names that no other word is, for they have a hyphen, and that stand alone: not within a path. */
const UNMISTAKABLE = new RegExp(`(?<![\\w/.-])(?:${option_specs/* OPTION_SPECS */.Fx.filter(({ name, side }) => side === undefined && name.includes('-') && isOption(name))
    .map(({ name }) => name)
    .join('|')})(?![\\w/-])`, 'g');
/**
 * A sentence about inputs, with the names that the command line has for them. Those of reaching a store are
 * called so from the beginning.
 */
function inWordsOfCommandLine(sentence) {
    return sentence.replace(UNMISTAKABLE, (name) => commandLineLabel(name));
}
/** @throws OptionError for a key given as an argument, without repeating its value. */
function refuseSecretArguments(args) {
    for (const arg of args) {
        const name = /^--([a-z-]+)/.exec(arg)?.[1];
        const variable = option_specs/* OPTION_SPECS */.Fx.find((spec) => spec.name === name)?.variable;
        if (name === undefined || variable === undefined)
            continue;
        throw new option_error/* OptionError */.e(`--${name} is no option, for arguments can be seen in the list of processes: set ${variable} in the environment`);
    }
}

// EXTERNAL MODULE: ./build/cli/json-result.js
var json_result = __webpack_require__(5853);
// EXTERNAL MODULE: ./build/presentation/printable.js
var printable = __webpack_require__(4774);
// EXTERNAL MODULE: ./build/options/option-reader.js + 1 modules
var option_reader = __webpack_require__(1271);
;// CONCATENATED MODULE: ./build/cli/subcommand.js




const CREDENTIALS_HELP = 'Credentials are taken from the environment, never from arguments: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and '
    + 'AWS_SESSION_TOKEN, or whatever else the AWS SDK finds (profile, web identity, instance role). A key with which '
    + 'objects are encrypted (SSE-C) is S3_SSE_CUSTOMER_KEY.';
/** What stands below the options of a command, a paragraph each. */
const HELP = {
    exit: 'Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted (SIGINT), 143 terminated (SIGTERM), 141 the reader of '
        + 'standard output went away. Results go to standard output, everything else to standard error. With --json a failure '
        + 'is in the JSON as well.',
    credentials: CREDENTIALS_HELP,
    sides: 'A setting without a prefix applies to both sides; "--source-…" and "--target-…" apply to one, and take precedence '
        + "there. One side's keys are SOURCE_AWS_ACCESS_KEY_ID, SOURCE_AWS_SECRET_ACCESS_KEY and SOURCE_AWS_SESSION_TOKEN, or "
        + 'TARGET_AWS_…, and SOURCE_S3_SSE_CUSTOMER_KEY or TARGET_S3_….',
};
/** How help is asked for, of the program and of each command. */
const HELP_OPTION = ['-h, --help', 'print this help'];
/** Paragraphs below a help text, broken at the width of the terminal. */
function wrapped(...paragraphs) {
    return ({ error, command }) => {
        const output = command.configureOutput();
        const width = (error ? output.getErrHelpWidth?.() : output.getOutHelpWidth?.()) ?? 80;
        return `\n${paragraphs.map((text) => command.createHelp().boxWrap(text, width)).join('\n\n')}`;
    };
}
/** What `--quiet` does. */
const QUIET_HELP = 'print nothing but warnings, failures and the result';
/** Where help is, the last line of every usage error. */
function adviceFor(command) {
    return `Try "${[failure/* PROGRAM */.R, command, '--help'].filter((word) => word !== undefined).join(' ')}".`;
}
/** Adds a command that can print its result as JSON. */
function subcommand(program, name, description) {
    return program
        .command(name)
        .description(description)
        .summary(description)
        .helpOption(...HELP_OPTION)
        .showHelpAfterError(adviceFor(name))
        .allowExcessArguments(false)
        .option('--json [boolean]', 'print the result as JSON');
}
/**
 * How the user wants the result, after the parsing.
 *
 * @throws OptionError for what is neither true nor false
 */
function presentationOf(command) {
    const { json = 'false', debug = 'false', quiet = 'false', } = command.opts();
    return {
        json: (0,option_reader/* parseFlag */.og)('--json', json),
        debug: (0,option_reader/* parseFlag */.og)('--debug', debug),
        quiet: (0,option_reader/* parseFlag */.og)('--quiet', quiet),
    };
}
/** One line on a setting, for an argument that stands for it. */
function helpOf(name) {
    return (0,option_specs/* specOf */.rI)(name).help;
}
/**
 * Adds the settings to a command.
 *
 * @returns what reads them back as texts, after the parsing
 */
function addOptions(command, names) {
    const options = names.map((name) => {
        const option = createOption((0,option_specs/* specOf */.rI)(name, command.name()));
        command.addOption(option);
        return { name, option };
    });
    return () => {
        const values = {};
        for (const { name, option } of options) {
            const value = command.getOptionValue(option.attributeName());
            if (typeof value === 'string')
                values[name] = value;
        }
        return values;
    };
}
function createOption(spec) {
    return optionOf(spec).helpGroup(`${spec.group}:`);
}
function optionOf(spec) {
    const off = spec.form === 'flag' && spec.fallback === 'true' ? `; --no-${spec.name} turns it off` : '';
    const fallback = spec.fallback === undefined ? '' : ` (default: ${spec.fallback}${off})`;
    if (spec.form === 'flag')
        return new esm/* Option */.c$(`--${spec.name} [boolean]`, spec.help + fallback);
    if (spec.form === 'lines') {
        // One line for each occurrence reads better in a shell; several lines in one value work as in a
        // workflow.
        return new esm/* Option */.c$(`--${spec.name} <${spec.placeholder}>`, `${spec.help}; may be repeated`).argParser((value, former) => (former === undefined ? value : `${former}\n${value}`));
    }
    return new esm/* Option */.c$(`--${spec.name} <${spec.placeholder}>`, spec.help + fallback);
}

;// CONCATENATED MODULE: ./build/cli/completion.js


const SHELLS = ['bash', 'zsh', 'fish'];
/** Adds `completion SHELL`, which prints what makes a shell complete commands and options. */
function addCompletion(program, deps) {
    program
        .command('completion')
        .description('print a completion script for a shell')
        .helpOption(...HELP_OPTION)
        .addArgument(new esm/* Argument */.ef('<SHELL>', 'the shell').choices(SHELLS))
        .addHelpText('after', wrapped(`bash: source <(${program.name()} completion bash)`, `zsh: source <(${program.name()} completion zsh), after compinit`, `fish: ${program.name()} completion fish | source`))
        .action((shell) => {
        deps.stdout.write(SCRIPTS[shell](program.name(), commandsOf(program)));
    });
}
function commandsOf(program) {
    const help = program.createHelp();
    return help
        .visibleCommands(program)
        .map((command) => ({
        name: command.name(),
        help: firstLine(command.description()),
        options: help.visibleOptions(command).flatMap(wordOf),
    }));
}
function wordOf({ long, description }) {
    return long === undefined ? [] : [{ name: long, help: firstLine(description) }];
}
/** What no shell of the three takes for syntax. */
function firstLine(text) {
    return text.replace(/(?: \(default|[;:]).*$/s, '').replace(/["'`\\$[\]]/g, '');
}
/** By shell. Where a value or a path is wanted all three offer files. */
const SCRIPTS = {
    bash: (program, commands) => {
        const name = `_${program.replaceAll('-', '_')}`;
        return [
            `${name}() {`,
            '  local current=${COMP_WORDS[COMP_CWORD]} words=',
            `  if ((COMP_CWORD == 1)); then words='${namesOf(commands)}'; fi`,
            '  if [[ $current == -* ]]; then',
            '    case ${COMP_WORDS[1]} in',
            ...commands.map((command) => `      ${command.name}) words='${namesOf(command.options)}' ;;`),
            '    esac',
            '  fi',
            '  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")',
            '}',
            `complete -o default -F ${name} ${program}`,
            '',
        ].join('\n');
    },
    zsh: (program, commands) => {
        const name = `_${program}`;
        return [
            `#compdef ${program}`,
            `${name}() {`,
            '  local -a words_here',
            '  if ((CURRENT == 2)); then',
            `    words_here=(${commands.map(described).join(' ')})`,
            '    _describe command words_here',
            '    return',
            '  fi',
            '  if [[ $PREFIX == -* ]]; then',
            '    case $words[2] in',
            ...commands.map((command) => `      ${command.name}) words_here=(${command.options.map(described).join(' ')}) ;;`),
            '    esac',
            '    _describe option words_here',
            '    return',
            '  fi',
            '  _files',
            '}',
            `compdef ${name} ${program}`,
            '',
        ].join('\n');
    },
    fish: (program, commands) => [
        ...commands.map(({ name, help }) => `complete -c ${program} -n __fish_use_subcommand -a ${name} -d '${help}'`),
        ...commands.flatMap((command) => command.options.map(({ name, help }) => `complete -c ${program} -n '__fish_seen_subcommand_from ${command.name}' -l ${name.slice(2)} -d '${help}'`)),
        '',
    ].join('\n'),
};
function namesOf(words) {
    return words.map(({ name }) => name).join(' ');
}
function described({ name, help }) {
    return `'${name}:${help}'`;
}

// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __webpack_require__(7851);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __webpack_require__(5765);
// EXTERNAL MODULE: ./build/presentation/outside-lines.js
var outside_lines = __webpack_require__(6608);
// EXTERNAL MODULE: ./build/presentation/table.js
var table = __webpack_require__(7817);
// EXTERNAL MODULE: ./build/presentation/relocation-result.js
var relocation_result = __webpack_require__(6937);
;// CONCATENATED MODULE: ./build/presentation/diff-lines.js






/** What changed between two snapshots, for people. */
function diffLines(diff) {
    const lines = [...sideLines('A', diff.a), ...sideLines('B', diff.b)];
    if (diff.a.metadataVersion !== diff.b.metadataVersion) {
        lines.push(`Metadata version ${diff.a.metadataVersion} (Flink ${diff.a.flinkVersions}) became ${diff.b.metadataVersion} (Flink ${diff.b.flinkVersions})`);
    }
    lines.push(`State: ${growthText(diff.a.stateBytes, diff.b.stateBytes)}`, '', ...operatorSections(diff));
    lines.push('', ...referenceLines(diff.references), ...(0,outside_lines/* outsideDiffLines */.O7)(diff.outside));
    lines.push('', ...hindranceLines('B', 'A', diff.restore.fromA), ...hindranceLines('A', 'B', diff.restore.fromB));
    return lines.map(printable/* printable */.g);
}
function sideLines(label, side) {
    return [
        `${label}  ${side.path}`,
        `   ${(0,relocation_result/* kindText */.uS)(side)}, checkpoint ${side.checkpointId}, metadata version ${side.metadataVersion} (Flink ${side.flinkVersions})`,
    ];
}
/** `1.0 MiB -> 2.0 MiB (+1.0 MiB, +100 %)`. */
function growthText(before, after) {
    if (before === after)
        return `${(0,quantities/* formatBytes */.z3)(after)}, as before`;
    const growth = after - before;
    const sign = growth < 0 ? '-' : '+';
    const share = before === 0 ? '' : `, ${sign}${(0,quantities/* formatCount */.B4)((Math.abs(growth) * 100) / before)} %`;
    return `${(0,quantities/* formatBytes */.z3)(before)} -> ${(0,quantities/* formatBytes */.z3)(after)} (${sign}${(0,quantities/* formatBytes */.z3)(Math.abs(growth))}${share})`;
}
function operatorSections({ added, removed, rescaled, resized }) {
    const lines = [];
    for (const [title, operators] of [
        ['added', added],
        ['removed', removed],
    ]) {
        if (operators.length === 0)
            continue;
        lines.push(`Operators ${title}: ${(0,quantities/* formatCount */.B4)(operators.length)}`);
        lines.push(...operators.map((operator) => `  ${(0,warnings/* describeOperator */.yG)(operator)}, ${(0,quantities/* formatBytes */.z3)(operator.stateBytes)}`));
    }
    if (rescaled.length > 0) {
        lines.push(`Operators rescaled: ${(0,quantities/* formatCount */.B4)(rescaled.length)}`, ...rescaled.map((operator) => {
            const { parallelism, maxParallelism } = operator;
            const most = maxParallelism.a === maxParallelism.b ? '' : `, maximum ${maxParallelism.a} -> ${maxParallelism.b}`;
            return `  ${(0,warnings/* describeOperator */.yG)(operator)}: parallelism ${parallelism.a} -> ${parallelism.b}${most}`;
        }));
    }
    if (resized.length > 0) {
        lines.push(`Operators with more or less state: ${(0,quantities/* formatCount */.B4)(resized.length)}`);
        const rows = resized.map((operator) => [(0,warnings/* describeOperator */.yG)(operator), growthText(operator.stateBytes.a, operator.stateBytes.b)].map(printable/* printable */.g));
        lines.push(...(0,table/* tableLines */.o)(['operator', 'state'], ['left', 'left'], rows).map((line) => `  ${line}`));
    }
    return lines.length === 0 ? ['The same operators, with the same parallelism and as much state'] : lines;
}
function referenceLines({ added, removed, common }) {
    return [
        `References: ${(0,quantities/* countOf */.pq)(added.count, 'path')} added (${(0,quantities/* formatBytes */.z3)(added.bytes)}), ${(0,quantities/* formatCount */.B4)(removed.count)} removed `
            + `(${(0,quantities/* formatBytes */.z3)(removed.bytes)}), ${(0,quantities/* formatCount */.B4)(common.count)} in both (${(0,quantities/* formatBytes */.z3)(common.bytes)})`,
    ];
}
function hindranceLines(job, snapshot, hindrances) {
    const title = `The job of ${job} restored from ${snapshot}`;
    if (hindrances.length === 0)
        return [`${title}: nothing that the two show stands in the way`];
    return [`${title}:`, ...hindrances.map((one) => `  ${subjectOf(one)}: ${one.sentence}`)];
}
/** The operator, or the snapshot as a whole. */
function subjectOf({ id, ...labels }) {
    return id === undefined ? 'the snapshot' : (0,warnings/* describeOperator */.yG)({ id, ...labels });
}
/** Two snapshots differ in a way that the user wanted to hear of by a failure. */
class DifferenceError extends Error {
    name = 'DifferenceError';
}
/** @throws DifferenceError naming the first difference that counts. */
function refuseDifference(diff, failOn) {
    const [first, ...others] = diff.restore.fromA;
    if (failOn !== 'none' && first !== undefined) {
        const more = others.length === 0 ? '' : ` (and ${(0,quantities/* countOf */.pq)(others.length, 'more reason')})`;
        const { id, ...labels } = first;
        const subject = id === undefined ? '' : `operator ${(0,warnings/* describeOperator */.yG)({ id, ...labels })}, `;
        throw new DifferenceError(`the job of B may not be restored from A: ${subject}${first.sentence}${more}`);
    }
    if (failOn !== 'difference' || !diff.differs)
        return;
    throw new DifferenceError('A and B differ; look at the result for how');
}

// EXTERNAL MODULE: ./build/options/place-options.js
var place_options = __webpack_require__(2581);
// EXTERNAL MODULE: ./build/options/s3-options.js + 2 modules
var s3_options = __webpack_require__(5184);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/flink/snapshot-text.js + 2 modules
var snapshot_text = __webpack_require__(6210);
;// CONCATENATED MODULE: ./build/cli/place-argument.js




/** A URI of any scheme (an ARN begins as one), or an absolute path, of Windows too. */
const ABSOLUTE = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[\\/])/;
/**
 * A place as it was typed: `./x` and `../x` become absolute, and so does any other relative path at which
 * something is, as Tab completes it. A text that is no path is left to its reader.
 *
 * @param label what the place is called, for the message
 * @param cwd the directory that relative paths count from
 * @throws OptionError for a relative path at which nothing is: `bucket/path` is more often a forgotten
 * `s3://` than a directory
 */
function resolvePlace(label, text, cwd) {
    const place = text.trim();
    if (/^\.\.?([\\/]|$)/.test(place))
        return (0,external_node_path_.resolve)(cwd, place);
    if (place === '' || ABSOLUTE.test(place) || /[\r\n\0]/.test(place))
        return text;
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(cwd, place)))
        return (0,external_node_path_.resolve)(cwd, place);
    if (/\s/.test(place) || (0,snapshot_text/* isSnapshotText */.U)(place))
        return text;
    throw new option_error/* OptionError */.e(`${label}: ${JSON.stringify(place)} is a relative path, and nothing is there: write s3://${place} where it begins with a bucket, `
        + `./${place} where it counts from here`);
}

;// CONCATENATED MODULE: ./build/cli/print.js

/** The result for programs, or more properties of it. */
function printJson({ json }, properties) {
    json.print(properties);
}
/** The result for people; the lines are printable already. */
function printLines(deps, lines) {
    deps.stdout.write(`${lines.join('\n')}\n`);
}
/** Warnings below a result; no line where there are none. */
function warningLines(warnings) {
    if (warnings.length === 0)
        return [];
    return ['Warnings:', ...warnings.map((warning) => (0,printable/* printable */.g)(`  ${warning}`))];
}

// EXTERNAL MODULE: ./build/options/settle-options.js + 12 modules
var settle_options = __webpack_require__(1139);
;// CONCATENATED MODULE: ./build/cli/settle-arguments.js


/**
 * The settings with what configuration files of Flink and the environment add to them; what was taken from
 * which file goes to standard error.
 *
 * @throws OptionError for a file that cannot be read or says two things
 */
async function settleArguments(values, label, command, { env, cwd, stderr }) {
    const settled = await (0,settle_options/* settleOptions */.s)(values, { command, label, directory: cwd, env });
    for (const note of settled.notes)
        stderr.write(`${(0,printable/* printable */.g)(note)}\n`);
    for (const warning of settled.warnings)
        stderr.write(`warning: ${(0,printable/* printable */.g)(warning)}\n`);
    return settled;
}

;// CONCATENATED MODULE: ./build/cli/diff-command.js










/** Adds `diff A B`. */
function addDiff(program, deps) {
    const names = option_specs/* COMMAND_OPTIONS */.dP.diff.filter((name) => isOption(name));
    const command = subcommand(program, 'diff', "show what changed between two snapshots, and whether one restores the other's job")
        .argument('<A>', 'the earlier snapshot')
        .argument('<B>', 'the later snapshot')
        .addHelpText('after', wrapped('With --fail-on restore the command fails where Flink may refuse to restore the job of B from A; with --fail-on '
        + 'difference, where operators, their parallelism, files, what state points at or the metadata version differ. '
        + 'The result is printed either way.', HELP.credentials, `${HELP.sides} Here A is the source, and B the target.`, HELP.exit));
    const read = addOptions(command, names);
    command.action(async (a, b) => {
        await runDiff([a, b], read(), presentationOf(command), deps);
    });
}
async function runDiff([a, b], values, how, deps) {
    const settled = await settleArguments(values, commandLineLabel, 'diff', deps);
    const reader = (0,option_reader/* createOptionReader */.Vr)(settled.values, settled.label);
    const failOn = reader.choice('fail-on', ['none', 'restore', 'difference']) ?? 'none';
    const { source, target } = (0,s3_options/* readBothSides */.MA)(reader);
    const stateReads = reader.flag('state-reads');
    const diff = await deps.commands.diff(compared('A', a, source, deps), compared('B', b, target, deps), {
        signal: deps.signal,
        ...(stateReads === false && { stateReads }),
    });
    if (how.json)
        printJson(deps, diff);
    else
        printLines(deps, diffLines(diff));
    refuseDifference(diff, failOn);
}
function compared(label, text, s3, { cwd }) {
    const reader = (0,option_reader/* createOptionReader */.Vr)({ source: resolvePlace(label, text, cwd) }, () => label);
    return { location: (0,place_options/* readSource */.o$)(reader), s3 };
}

// EXTERNAL MODULE: ./build/presentation/find-lines.js
var find_lines = __webpack_require__(4472);
// EXTERNAL MODULE: ./build/options/find-options.js
var find_options = __webpack_require__(445);
;// CONCATENATED MODULE: ./build/cli/find-command.js









/** Adds `find DIRECTORY`. */
function addFind(program, deps) {
    const names = option_specs/* COMMAND_OPTIONS */.dP.find.filter((name) => name !== 'directory' && isOption(name));
    const command = subcommand(program, 'find', 'find the newest complete snapshot in a directory')
        .argument('[DIRECTORY]', `${helpOf('directory')}; may be left out with --flink-config`)
        .addHelpText('after', wrapped('Checkpoints of one job are ordered by their numbers, everything else by the time of _metadata.', HELP.credentials, HELP.exit));
    const read = addOptions(command, names);
    command.action(async (directory) => {
        await runFind({ ...read(), directory }, presentationOf(command), deps);
    });
}
async function runFind(values, how, deps) {
    const given = {
        ...values,
        directory: resolvePlace(findLabel('directory'), values.directory ?? '', deps.cwd),
    };
    const settled = await settleArguments(given, findLabel, 'find', deps);
    const request = (0,find_options/* readSearchRequest */.y)(settled.values, settled.label);
    const report = await deps.commands.find(request, {
        signal: deps.signal,
        onWarning: (text) => {
            deps.stderr.write(`warning: ${(0,printable/* printable */.g)(text)}\n`);
        },
    });
    if (how.json)
        printJson(deps, report);
    else
        printLines(deps, (0,find_lines/* searchLines */.gV)(report));
}
const findLabel = (name) => (name === 'directory' ? 'DIRECTORY' : commandLineLabel(name));

// EXTERNAL MODULE: ./build/presentation/page/page-file.js + 3 modules
var page_file = __webpack_require__(2393);
// EXTERNAL MODULE: ./build/presentation/files-verdict.js
var files_verdict = __webpack_require__(3578);
// EXTERNAL MODULE: ./build/presentation/inspection-lines.js
var inspection_lines = __webpack_require__(573);
// EXTERNAL MODULE: ./build/options/inspection-options.js
var inspection_options = __webpack_require__(9212);
// EXTERNAL MODULE: ./build/platform/collected-bytes.js
var collected_bytes = __webpack_require__(2051);
;// CONCATENATED MODULE: ./build/cli/source-argument.js



/** Far more than anything that names a snapshot; who pipes the snapshot itself is told so. */
const MOST_BYTES = 8 * 1024 * 1024;
/**
 * The text of SOURCE: as it was typed, a local path made absolute, or, where it is `-`, what is piped into
 * the command.
 *
 * @throws OptionError for `-` with nothing behind it, or with more than a text that names a snapshot; as
 * {@link resolvePlace}
 */
async function readSourceArgument(text, { cwd, stdin }) {
    if (text.trim() !== '-')
        return resolvePlace('SOURCE', text, cwd);
    const collected = new collected_bytes/* CollectedBytes */.$();
    for await (const chunk of stdin ?? []) {
        collected.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
        if (collected.byteLength > MOST_BYTES) {
            throw new option_error/* OptionError */.e('SOURCE is -, but what comes in is too long to be a text that names a snapshot');
        }
    }
    const piped = collected.toText();
    if (piped.trim() !== '')
        return piped;
    throw new option_error/* OptionError */.e('SOURCE is -, but nothing came in: pipe the output of flink savepoint into this command, for example');
}

;// CONCATENATED MODULE: ./build/cli/inspect-command.js












/** Adds `inspect SOURCE`. */
function addInspect(program, deps) {
    const names = option_specs/* COMMAND_OPTIONS */.dP.inspect.filter((name) => name !== 'source' && isOption(name));
    const command = subcommand(program, 'inspect', 'show what is in a snapshot, and what its state points at')
        .argument('<SOURCE>', helpOf('source'))
        .addHelpText('after', wrapped('With --check-files the command fails where a file is missing, has another size or is archived, and where none could '
        + "be looked for; with --fail-on outside also where one lies outside of the snapshot's own directory. The result "
        + 'is printed either way. With --target it says what a relocation there would do; nothing is written.', HELP.credentials, HELP.exit));
    const read = addOptions(command, names);
    command.action(async (source) => {
        await runInspect({ ...read(), source }, presentationOf(command), deps);
    });
}
/** What a `_metadata` says, what state points at, and what the store says of its files when asked. */
async function runInspect(values, how, deps) {
    const settled = await settleArguments({
        ...values,
        source: await readSourceArgument(values.source ?? '', deps),
        target: values.target === undefined
            ? undefined
            : resolvePlace(inspectLabel('target'), values.target, deps.cwd),
    }, inspectLabel, 'inspect', deps);
    const { request, html, failOn } = (0,inspection_options/* readInspectionOptions */.z)(settled.values, settled.label);
    const inspection = await deps.commands.inspect(request, { signal: deps.signal });
    if (html !== undefined)
        await (0,page_file/* writePage */.x)(inspection, (0,cli_arguments/* resolveLocalPath */.HR)(html, deps.cwd));
    if (how.json)
        printJson(deps, inspection);
    else
        printLines(deps, (0,inspection_lines/* inspectionLines */.Wx)(inspection));
    (0,files_verdict/* refuseFiles */.Qj)(inspection.files, failOn, inspectLabel('fail-on'));
}
/** The target is an option here, no argument. */
function inspectLabel(name) {
    return name === 'target' ? '--target' : commandLineLabel(name);
}

// EXTERNAL MODULE: ./build/options/relocation-options.js + 1 modules
var relocation_options = __webpack_require__(1065);
// EXTERNAL MODULE: ./build/options/job-files-options.js
var job_files_options = __webpack_require__(6859);
// EXTERNAL MODULE: ./build/job-files/write-job-files.js + 2 modules
var write_job_files = __webpack_require__(8519);
;// CONCATENATED MODULE: ./build/cli/relocation-printer.js



/**
 * Prints the result of a relocation. With `delete-source` it is printed before anything is deleted, and
 * what became of the deletion after it; as JSON all of it is one document, whose last properties come then.
 */
class RelocationPrinter {
    #deps;
    #json;
    #committed;
    constructor(deps, json) {
        this.#deps = deps;
        this.#json = json;
    }
    /** The snapshot is committed, and its source is going to be deleted. @throws when it cannot be printed */
    async committed(report) {
        this.#committed = report;
        if (this.#json)
            printJson(this.#deps, { ...report, ...LATER });
        else
            printLines(this.#deps, [...(0,relocation_result/* resultLines */.DW)(report), ...warningLines(report.warnings)]);
        await this.#deps.flush?.();
    }
    finish(report) {
        const before = this.#committed;
        if (before === undefined) {
            if (this.#json)
                printJson(this.#deps, report);
            else
                printLines(this.#deps, [...(0,relocation_result/* resultLines */.DW)(report), ...warningLines(report.warnings)]);
            return;
        }
        if (this.#json)
            printJson(this.#deps, lateOf(report));
        else
            printLines(this.#deps, [
                `Deleted at the source: ${(0,quantities/* countOf */.pq)(report.deleted, 'file')}`,
                ...warningLines(report.warnings.slice(before.warnings.length)),
            ]);
    }
    /** The deletion did not end well: how much of it was done is not known. */
    failed() {
        if (this.#committed === undefined || !this.#json)
            return;
        const { durationMs, warnings } = this.#committed;
        printJson(this.#deps, { durationMs, warnings, deletionFailed: true });
    }
}
/** Left out as long as the source is not deleted. */
const LATER = { durationMs: undefined, warnings: undefined, deleted: undefined, leftAtSource: undefined };
/** What is known of a report only when the source is deleted. */
function lateOf({ durationMs, warnings, deleted, leftAtSource, }) {
    return { durationMs, warnings, deleted, leftAtSource };
}

// EXTERNAL MODULE: ./build/presentation/progress.js
var presentation_progress = __webpack_require__(3054);
;// CONCATENATED MODULE: ./build/cli/terminal.js


const REDRAW_MS = 100;
const BAR_WIDTH = 20;
/**
 * A narrator over a stream.
 *
 * @param options.debug whether per-file lines are wanted
 * @param options.quiet whether warnings alone are wanted
 */
function createTerminalNarrator(output, options) {
    const bar = output.isTTY === true && !options.quiet ? createBar(output) : undefined;
    const line = (text) => {
        bar?.clear();
        output.write(`${(0,printable/* printable */.g)(text)}\n`);
    };
    const story = options.quiet ? () => undefined : line;
    const newPrinter = () => (0,presentation_progress/* createProgressPrinter */.ou)((text) => {
        story(`  ${text}`);
    });
    let print = newPrinter();
    return {
        close: () => {
            bar?.clear();
        },
        phase: (phase) => {
            story(phase);
            print = newPrinter();
        },
        info: (text) => {
            story(`  ${text}`);
        },
        warning: (text) => {
            line(`  warning: ${text}`);
        },
        debug: (tell) => {
            if (options.debug)
                story(`  ${tell()}`);
        },
        progress: (progress) => {
            if (bar === undefined || (0,presentation_progress/* fractionDone */.Pw)(progress) === 1)
                print(progress);
            else
                bar.draw(progress);
        },
    };
}
function createBar(output) {
    let drawn = false;
    let lastMs = -REDRAW_MS;
    return {
        draw: (progress) => {
            if (progress.filesTotal === 0)
                return;
            if (drawn && Math.abs(progress.elapsedMs - lastMs) < REDRAW_MS)
                return;
            lastMs = progress.elapsedMs;
            drawn = true;
            output.write(`\r\u001b[K${barText(progress, output.columns ?? 80)}`);
        },
        clear: () => {
            if (drawn)
                output.write('\r\u001b[K');
            drawn = false;
        },
    };
}
function barText(progress, columns) {
    const filled = Math.round((0,presentation_progress/* fractionDone */.Pw)(progress) * BAR_WIDTH);
    const text = `  [${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] ${(0,presentation_progress/* progressLine */.oz)(progress)}`;
    return text.slice(0, Math.max(1, columns - 1));
}

;// CONCATENATED MODULE: ./build/cli/relocate-command.js












/** Adds `relocate SOURCE TARGET`. */
function addRelocate(program, deps) {
    const names = option_specs/* COMMAND_OPTIONS */.dP.relocate.filter((name) => name !== 'source' && name !== 'target' && isOption(name));
    const command = subcommand(program, 'relocate', 'copy a snapshot, rewrite its _metadata and verify the result')
        .argument('<SOURCE>', helpOf('source'))
        .argument('[TARGET]', `${helpOf('target')}; may be left out with --flink-config or --target-flink-config`)
        .option('--debug [boolean]', 'print a line for each file as well')
        .option('--quiet [boolean]', QUIET_HELP)
        .addHelpText('after', wrapped(HELP.credentials, HELP.sides, HELP.exit));
    const read = addOptions(command, names);
    command.action(async (source, target) => {
        await runRelocate({ ...read(), source, target }, presentationOf(command), deps);
    });
}
/** The story goes to standard error, the result to standard output. */
async function runRelocate(values, how, deps) {
    const settled = await settleArguments({
        ...values,
        source: await readSourceArgument(values.source ?? '', deps),
        target: resolvePlace(commandLineLabel('target'), values.target ?? '', deps.cwd),
    }, commandLineLabel, 'relocate', deps);
    const request = (0,relocation_options/* readRelocationRequest */.q)(settled.values, settled.label);
    const outputDirectory = (0,job_files_options/* readOutputDirectory */.X)(values, commandLineLabel);
    const directory = outputDirectory === undefined || request.dryRun ? undefined : (0,external_node_path_.resolve)(deps.cwd, outputDirectory);
    if (directory !== undefined)
        await (0,write_job_files/* makeJobFilesDirectory */.kd)(directory, commandLineLabel('job-files'));
    const narrator = createTerminalNarrator(deps.stderr, how);
    const printer = new RelocationPrinter(deps, how.json);
    let written = false;
    const writeFiles = async (report) => {
        if (directory === undefined || written)
            return;
        written = await (0,write_job_files/* writeJobFiles */.cO)(report, directory);
        if (written)
            narrator.info(`files that start a job from it are in ${directory}`);
    };
    const onCommitted = async (report) => {
        narrator.close();
        await printer.committed(report);
        await writeFiles(report);
    };
    try {
        const report = await deps.commands.relocate(request, { narrator, signal: deps.signal, onCommitted });
        narrator.close();
        printer.finish(report);
        await writeFiles(report);
    }
    catch (error) {
        printer.failed();
        throw error;
    }
    finally {
        narrator.close();
    }
}

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/options/anonymous-option.js
var anonymous_option = __webpack_require__(460);
// EXTERNAL MODULE: ./build/text/redact.js
var redact = __webpack_require__(6953);
;// CONCATENATED MODULE: ./build/cli/rewrite-command.js

















/** The largest `_metadata` that is read. */
const rewrite_command_MOST_BYTES = 1024 ** 3;
/** Adds `rewrite IN OUT`. */
function addRewrite(program, deps) {
    const command = subcommand(program, 'rewrite', 'give new prefixes to the paths in a _metadata; copies nothing')
        .argument('<IN>', '_metadata to read: a local file, s3://bucket/path, or - for standard input')
        .argument('<OUT>', 'what to write: a local file, s3://bucket/path, or - for standard output')
        .addHelpText('after', wrapped('Prefixes may have any scheme. For files that another tool has copied to a system without S3:', `  ${failure/* PROGRAM */.R} rewrite _metadata _metadata.new --path-map 's3://bucket/flink => hdfs://nn:8020/flink'`, 'With OUT -, the summary goes to standard error.', HELP.credentials, HELP.sides, HELP.exit));
    const read = addOptions(command, option_specs/* COMMAND_OPTIONS */.dP.rewrite.filter((name) => isOption(name)));
    command.action(async (input, output) => {
        await runRewrite({ input, output }, read(), presentationOf(command), deps);
    });
}
/** A `_metadata` with other prefixes in it, whatever their schemes. */
async function runRewrite(paths, values, how, deps) {
    const toStandardOutput = paths.output === '-';
    if (toStandardOutput)
        deps.json.divert(deps.stderr);
    const settled = await settleArguments(values, rewriteLabel, 'rewrite', deps);
    const reader = (0,option_reader/* createOptionReader */.Vr)(settled.values, settled.label);
    const rules = (0,place_options/* readPathMap */.qi)(reader);
    if (rules.length === 0) {
        throw new option_error/* OptionError */.e("--path-map is required: give at least one --path-map 'old-prefix => new-prefix'");
    }
    const output = toStandardOutput ? standardOutput(deps) : outputPlace(reader, paths.output, deps.cwd);
    const overwrite = reader.flag('overwrite') ?? false;
    const sides = (0,s3_options/* readBothSides */.MA)(reader);
    if (typeof output !== 'function')
        (0,anonymous_option/* refuseAnonymousTarget */.bY)(reader, output, sides.target);
    const targetWrite = (0,s3_options/* readWriteSettings */.zp)(reader);
    const input = paths.input === '-' ? await pipedIn(deps) : placeOf(reader, 'source', paths.input, deps.cwd);
    const result = await deps.commands.rewrite(input, output, rules, {
        overwrite,
        signal: deps.signal,
        sourceS3: sides.source,
        targetS3: sides.target,
        targetWrite,
        onWarning: (text) => {
            deps.stderr.write(`warning: ${(0,printable/* printable */.g)(text)}\n`);
        },
    });
    const printer = toStandardOutput ? { ...deps, stdout: deps.stderr } : deps;
    if (how.json)
        printJson(printer, result);
    else
        printLines(printer, rewriteLines(result));
}
const rewriteLabel = (name) => name === 'source' ? 'IN' : name === 'target' ? 'OUT' : commandLineLabel(name);
/** @throws OptionError for what is neither a local path nor in a store that speaks S3 */
function placeOf(reader, name, text, cwd) {
    const label = reader.label(name);
    try {
        const { scheme } = (0,location_location/* parseLocation */.zS)((0,cli_arguments/* resolveLocalPath */.HR)(text, cwd));
        if (scheme !== 'file' && !(0,location_location/* isSpokenToByS3 */.JU)(scheme)) {
            throw new option_error/* OptionError */.e(`${label} is ${JSON.stringify((0,redact/* withoutUserInfo */.s)(text))}: rewrite works on local files, S3 and - (standard input and output); `
                + (name === 'source'
                    ? "pipe it in with the store's own tool"
                    : "write to -, and put it there with the store's own tool"));
        }
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new option_error/* OptionError */.e(`${label}: ${error.message}`, { cause: error });
    }
    return (0,place_options/* readReachable */.g3)(reader, name, (0,cli_arguments/* resolveLocalPath */.HR)(text, cwd));
}
/**
 * An object is written under just the key that is given: one that means a directory would be lost there.
 */
function outputPlace(reader, text, cwd) {
    const place = placeOf(reader, 'target', text, cwd);
    if (place.scheme === 'file' || (place.path !== '/' && !text.endsWith('/')))
        return place;
    throw new option_error/* OptionError */.e(`OUT is ${JSON.stringify(text)}, a directory: write ${(0,location_location/* formatLocation */.j$)((0,location_location/* resolveWithin */.s5)(place, '_metadata'))}`);
}
/** @throws OptionError where people would get bytes on their screen */
function standardOutput({ stdout, writeBytes }) {
    if (stdout.isTTY === true || writeBytes === undefined)
        throw new option_error/* OptionError */.e('OUT is -, and standard output is a terminal: redirect it into a file or a program');
    return writeBytes;
}
async function pipedIn({ stdin, signal }) {
    const collected = new collected_bytes/* CollectedBytes */.$();
    for await (const chunk of stdin ?? []) {
        signal.throwIfAborted();
        collected.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
        if (collected.byteLength > rewrite_command_MOST_BYTES)
            throw new option_error/* OptionError */.e('IN is -, and more than 1 GiB comes in, which no _metadata of Flink has');
    }
    if (collected.byteLength > 0)
        return collected.toBytes();
    throw new option_error/* OptionError */.e('IN is -, but nothing came in: pipe a _metadata into this command');
}
function rewriteLines(result) {
    return [
        `Written to ${result.output}`,
        `  from             ${result.input}`,
        `  metadata         version ${result.metadataVersion}`,
        `  URIs rewritten   ${(0,quantities/* formatCount */.B4)(result.urisRewritten)}`,
        `  left unchanged   ${(0,quantities/* formatCount */.B4)(result.urisUnchanged)}`,
        ...warningLines(result.warnings),
    ].map(printable/* printable */.g);
}

// EXTERNAL MODULE: ./build/presentation/savepoint-result.js
var savepoint_result = __webpack_require__(2156);
// EXTERNAL MODULE: ./build/options/savepoint-options.js
var savepoint_options = __webpack_require__(7195);
// EXTERNAL MODULE: ./build/platform/run-command.js
var run_command = __webpack_require__(5515);
;// CONCATENATED MODULE: ./build/cli/savepoint-command.js









/** Adds `savepoint`. */
function addSavepoint(program, deps) {
    const names = option_specs/* COMMAND_OPTIONS */.dP.savepoint.filter((name) => isOption(name));
    const command = subcommand(program, 'savepoint', 'take a savepoint of a running job, over REST or by a command of yours')
        .option('--quiet [boolean]', QUIET_HELP)
        .addHelpText('after', wrapped('Credentials for REST are taken from the environment, never from arguments: FLINK_REST_USERNAME with '
        + 'FLINK_REST_PASSWORD, or FLINK_REST_TOKEN.', HELP.exit));
    const read = addOptions(command, names);
    command.action(async () => {
        await runSavepoint(read(), presentationOf(command), deps);
    });
}
/** The story goes to standard error, the result to standard output. */
async function runSavepoint(values, how, deps) {
    const settled = await settleArguments(values, commandLineLabel, 'savepoint', deps);
    const request = (0,savepoint_options/* readSavepointRequest */.D)(settled.values, settled.label);
    const narrator = createTerminalNarrator(deps.stderr, how);
    const report = await deps.commands.savepoint(request, {
        narrator,
        signal: deps.signal,
        runCommand: (0,run_command/* createCommandRunner */._)(deps.env),
    });
    if (how.json)
        printJson(deps, report);
    else
        printLines(deps, (0,savepoint_result/* savepointLines */.b)(report));
}

;// CONCATENATED MODULE: ./build/cli/version.js
const VERSION = "0.1.0"

;// CONCATENATED MODULE: ./build/cli/program.js












/** The commands and their help. The parser ends by a CommanderError, never the process. */
function createProgram(deps) {
    const program = new esm/* Command */.uB(failure/* PROGRAM */.R)
        .description('Moves Apache Flink savepoints and checkpoints to another place, to restore jobs from there.')
        .version(VERSION, '-V, --version', 'print the version')
        .helpOption(...HELP_OPTION)
        .helpCommand('help [command]', 'print the help of a command')
        .addHelpText('after', wrapped(HELP.exit))
        .showHelpAfterError(adviceFor())
        .allowExcessArguments(false)
        .hook('preAction', (_, command) => {
        deps.json.wanted = presentationOf(command).json;
    })
        .exitOverride()
        .configureOutput({
        writeOut: (text) => {
            deps.stdout.write(text);
        },
        writeErr: (text) => {
            deps.stderr.write(text);
        },
        outputError: (text, write) => {
            write(`${failure/* PROGRAM */.R}: ${usageError(text)}\n`);
        },
        getOutHelpWidth: () => deps.stdout.columns ?? 110,
        getErrHelpWidth: () => deps.stderr.columns ?? 110,
    });
    addRelocate(program, deps);
    addFind(program, deps);
    addInspect(program, deps);
    addDiff(program, deps);
    addRewrite(program, deps);
    addSavepoint(program, deps);
    program
        .command('version', { hidden: true })
        .description('print the version')
        .helpOption(...HELP_OPTION)
        .action(() => {
        deps.stdout.write(`${VERSION}\n`);
    });
    addCompletion(program, deps);
    return program;
}
/**
 * What the parser says of wrong usage. The value of an option that it does not know may be a key, and is
 * not repeated.
 */
function usageError(text) {
    const shown = text
        // Nobody wrote this value: flags get it before they are parsed.
        .replace(/^(error: unknown option '[^=\n]*)=true'/, "$1'")
        .replace(/^(error: unknown option '[^=\n]*)=[\s\S]*'/, "$1=…'")
        .replace(/^error: /, '');
    return shown.trimEnd().split('\n').map(printable/* printable */.g).join('\n');
}

;// CONCATENATED MODULE: ./build/cli/run-cli.js












const WRONG_USAGE = 2;
/**
 * Runs the command line. With `--json` exactly one JSON document is printed, a failure in it where there is
 * one, which is told on standard error as well. `--help` and `--version` print their text all the same.
 *
 * @param args the arguments after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n
 */
async function runCli(args, dependencies) {
    const deps = {
        ...dependencies,
        stdout: disarmed(dependencies.stdout),
        stderr: disarmed(dependencies.stderr),
        json: dependencies.json ?? new json_result/* JsonResult */.W(dependencies.stdout),
    };
    deps.json.wanted = (0,json_result/* asksForJson */.a)(args);
    // Over the live bar of a terminal.
    if (args[0] === 'relocate') {
        (0,interruption/* tellOfStopping */.ZF)(deps.signal, (text) => {
            deps.stderr.write(`${deps.stderr.isTTY === true ? '\r\u001b[K' : ''}warning: ${text}\n`);
        });
    }
    try {
        refuseSecretArguments(args);
        const program = createProgram(deps);
        if (args.length === 0)
            program.help({ error: true });
        const named = (0,cli_arguments/* settleFormerNames */.l4)(args, (text) => {
            deps.stderr.write(`warning: ${text}\n`);
        });
        await program.parseAsync((0,cli_arguments/* settleFlags */.$$)(named, cli_arguments/* FLAGS */.Wg), { from: 'user' });
        await endJson(deps);
        return 0;
    }
    catch (error) {
        // The parser has told its own errors already; help and version are no errors but end the same way.
        if (error instanceof esm/* CommanderError */.b7) {
            if (error.exitCode === 0)
                return 0;
            const message = usageError(error.message);
            deps.json.fail({ code: 'usage', message, details: [], advice: json_document/* FAILURE_ADVICE */.QW.usage });
            return WRONG_USAGE;
        }
        const end = (0,interruption/* endOf */.pJ)(error, deps.signal);
        const { lines, ...explained } = (0,failure/* explainFailure */.S)(end.error);
        const sentence = inWordsOfCommandLine(explained.sentence);
        deps.json.fail({ ...(0,json_document/* jsonFailure */.TI)(end.error), message: sentence });
        deps.stderr.write(`${failure/* PROGRAM */.R}: ${sentence}\n`);
        for (const line of error instanceof option_error/* OptionError */.e ? [] : lines)
            deps.stderr.write(`  ${line}\n`);
        if (error instanceof option_error/* OptionError */.e)
            deps.stderr.write(`${adviceFor(args.find(cli_arguments/* isCommand */.y9))}\n`);
        return error instanceof option_error/* OptionError */.e ? WRONG_USAGE : end.exitCode;
    }
}
/** Where warnings were lost, the command fails in the end (`end.ts`), and its result says so. */
async function endJson({ json, unheard }) {
    const lost = json.wanted ? await unheard?.() : undefined;
    if (lost === undefined || ('code' in lost && lost.code === 'EPIPE'))
        json.end();
    else
        json.fail((0,json_document/* jsonFailure */.TI)(new end/* OutputLostError */.WA(UNHEARD, { cause: lost })));
}
const UNHEARD = 'the command succeeded, but standard error could not be written to, and warnings may be lost: free some space, or send it elsewhere';
/**
 * A stream on which nothing is a command to GitHub's runner. Whole lines are written, so each can be looked
 * at by itself; wherever the program runs, for the log of a job also gets what a container or a remote
 * shell prints, whose environment does not tell of the job.
 */
function disarmed(output) {
    return {
        write: (text) => output.write((0,workflow_commands/* disarm */.J)(text)),
        get isTTY() {
            return output.isTTY;
        },
        get columns() {
            return output.columns;
        },
    };
}


/***/ }),

/***/ 2051:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ CollectedBytes)
/* harmony export */ });
/**
 * Bytes that come in pieces, kept in one piece of memory that grows: a million pieces of one byte take no
 * more than a megabyte.
 */
class CollectedBytes {
    #bytes = Buffer.alloc(0);
    #length = 0;
    get byteLength() {
        return this.#length;
    }
    add(chunk) {
        const length = this.#length + chunk.length;
        if (length > this.#bytes.length) {
            // Most answers come in one piece. Small ones share the memory of Node's pool: one of their own would
            // cost more than all else here.
            const grown = Buffer.allocUnsafe(Math.max(length, this.#bytes.length * 2));
            this.#bytes.copy(grown, 0, 0, this.#length);
            this.#bytes = grown;
        }
        this.#bytes.set(chunk, this.#length);
        this.#length = length;
    }
    /** All bytes so far, in memory that the next {@link add} may write to. */
    toBytes() {
        return this.#bytes.subarray(0, this.#length);
    }
    /** As UTF-8, with the replacement character for invalid bytes; a byte order mark stays. */
    toText() {
        return this.#bytes.toString('utf8', 0, this.#length);
    }
}


/***/ })

};
