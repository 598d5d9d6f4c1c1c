import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * What Flink loads of each configuration directory: a line "directory", then "key KEY VALUE SENSITIVE" for each entry, or
 * "refused" where Flink does. With the hadoop plugin on the class path also "s3a NAME VALUE" for what S3A gets for the
 * bucket. Texts are in base64.
 */
public final class FlinkConfigDump {
    private static final String[] NAMES = {
        "endpoint", "endpoint.region", "access.key", "secret.key", "session.token", "path.style.access", "connection.ssl.enabled",
    };

    public static void main(String[] args) throws Exception {
        String bucket = args[0];
        for (int i = 1; i < args.length; i++) {
            System.out.println("directory");
            dump(args[i], bucket);
        }
    }

    private static void dump(String directory, String bucket) throws Exception {
        Configuration loaded;
        try {
            loaded = GlobalConfiguration.loadConfiguration(directory);
        } catch (RuntimeException refused) {
            System.out.println("refused");
            return;
        }
        Map<String, String> entries = new TreeMap<>(loaded.toMap());
        entries.forEach((key, value) ->
            System.out.println("key " + text(key) + " " + text(value) + " " + GlobalConfiguration.isSensitive(key)));
        Object hadoop = hadoopConfiguration(loaded, bucket);
        if (hadoop == null) {
            return;
        }
        Method get = hadoop.getClass().getMethod("getRaw", String.class);
        Method origin = hadoop.getClass().getMethod("getPropertySources", String.class);
        for (String name : NAMES) {
            String[] sources = (String[]) origin.invoke(hadoop, "fs.s3a." + name);
            Object value = get.invoke(hadoop, "fs.s3a." + name);
            // Hadoop's own defaults say nothing of the user's file.
            if (value != null && sources != null && !sources[sources.length - 1].endsWith("-default.xml")) {
                System.out.println("s3a " + text(name) + " " + text(value.toString()));
            }
        }
    }

    private static Object hadoopConfiguration(Configuration loaded, String bucket) throws Exception {
        Class<?> factory;
        try {
            factory = Class.forName("org.apache.flink.fs.s3hadoop.S3FileSystemFactory");
        } catch (ClassNotFoundException noPlugin) {
            return null;
        }
        Method create = factory.getDeclaredMethod("createHadoopConfigLoader");
        create.setAccessible(true);
        Object loader = create.invoke(null);
        loader.getClass().getMethod("setFlinkConfig", Configuration.class).invoke(loader, loaded);
        Object hadoop = loader.getClass().getMethod("getOrLoadHadoopConfig").invoke(loader);
        Class<?> utils = Class.forName("org.apache.hadoop.fs.s3a.S3AUtils");
        return utils.getMethod("propagateBucketOptions", hadoop.getClass(), String.class).invoke(null, hadoop, bucket);
    }

    private static String text(String text) {
        return "'" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
