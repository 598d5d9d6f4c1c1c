import java.io.File;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.flink.client.cli.CliFrontendParser;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;

/**
 * What Flink would restore from: FlinkReadBack args FILE reads the arguments of `flink run`, FlinkReadBack conf DIRECTORY the
 * configuration file there. Prints the path and the claim mode, a line each.
 */
public final class FlinkReadBack {
    public static void main(String[] args) throws Exception {
        SavepointRestoreSettings settings = args[0].equals("args") ? fromArguments(Path.of(args[1])) : fromConfiguration(args[1]);
        System.out.println("path=" + settings.getRestorePath());
        System.out.println("mode=" + modeOf(settings));
    }

    private static SavepointRestoreSettings fromArguments(Path file) throws Exception {
        List<String> words = Files.readAllLines(file, StandardCharsets.UTF_8);
        CommandLine line = CliFrontendParser.parse(CliFrontendParser.getRunCommandOptions(), words.toArray(new String[0]), true);
        return CliFrontendParser.createSavepointRestoreSettings(line);
    }

    private static SavepointRestoreSettings fromConfiguration(String directory) {
        return SavepointRestoreSettings.fromConfiguration(GlobalConfiguration.loadConfiguration(new File(directory).getPath()));
    }

    /** The getter came with 1.15, and was renamed with the option. */
    private static Object modeOf(SavepointRestoreSettings settings) throws Exception {
        for (Method method : SavepointRestoreSettings.class.getMethods()) {
            if (method.getName().equals("getRecoveryClaimMode") || method.getName().equals("getRestoreMode")) {
                return method.invoke(settings);
            }
        }
        return null;
    }
}
