import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.util.Map;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.FlinkStateSnapshot;

/**
 * Reads the operator's resources with its own classes, nothing unknown allowed, and prints what they hold as JSON. What a class
 * drops in silence is found by writing the object again: each field of the file must come back with the same value.
 */
public final class OperatorReadBack {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    public static void main(String[] directories) throws Exception {
        for (String directory : directories) {
            ObjectNode found = YAML.createObjectNode();
            FlinkDeployment deployment = read(new File(directory, "flinkdeployment-patch.yaml"), FlinkDeployment.class);
            found.put("initialSavepointPath", deployment.getSpec().getJob().getInitialSavepointPath());
            found.put("savepointRedeployNonce", deployment.getSpec().getJob().getSavepointRedeployNonce());
            found.set("flinkConfiguration", YAML.valueToTree(deployment.getSpec().getFlinkConfiguration()));
            File snapshotFile = new File(directory, "flinkstatesnapshot.yaml");
            if (snapshotFile.exists()) {
                FlinkStateSnapshot snapshot = read(snapshotFile, FlinkStateSnapshot.class);
                found.put("path", snapshot.getSpec().getSavepoint().getPath());
                found.put("alreadyExists", snapshot.getSpec().getSavepoint().getAlreadyExists());
                found.put("disposeOnDelete", snapshot.getSpec().getSavepoint().getDisposeOnDelete());
                found.put("formatType", snapshot.getSpec().getSavepoint().getFormatType().name());
                found.put("isSavepoint", snapshot.getSpec().isSavepoint());
            }
            System.out.println(new ObjectMapper().writeValueAsString(found));
        }
    }

    private static <T> T read(File file, Class<T> type) throws Exception {
        JsonNode written = YAML.readTree(file);
        T resource = YAML.readValue(file, type);
        compare(file.getName(), written, YAML.valueToTree(resource));
        return resource;
    }

    private static void compare(String place, JsonNode written, JsonNode kept) {
        if (!written.isObject()) {
            if (kept == null || !written.asText().equals(kept.asText())) {
                throw new IllegalStateException(place + " is " + written + ", and the operator keeps " + kept);
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : written.properties()) {
            JsonNode inside = kept == null ? null : kept.get(field.getKey());
            compare(place + "." + field.getKey(), field.getValue(), inside);
        }
    }
}
