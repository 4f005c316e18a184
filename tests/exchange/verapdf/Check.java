import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks each file against PDF/A-2a and PDF/UA-1; prints one line per check and one per broken rule. */
public class Check {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (String name : new String[] {"2a", "ua1"}) {
                PDFAFlavour flavour = PDFAFlavour.fromString(name);
                try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
                    ValidationResult result =
                            Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
                    System.out.println(name + " compliant=" + result.isCompliant());
                    for (TestAssertion one : result.getTestAssertions()) {
                        if (one.getStatus() == TestAssertion.Status.FAILED) {
                            System.out.println(one.getRuleId() + " " + one.getMessage());
                        }
                    }
                }
            }
        }
    }
}
