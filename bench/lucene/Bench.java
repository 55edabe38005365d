import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene as the benchmark asks it: lines in, lines out, fields between tabs.
 *
 * <p>{@code build PATH}, then {@code ID TITLE TEXT} lines and an empty one; {@code open PATH}; then
 * {@code FORM WORD...}, answered with processor seconds, total and ids.
 */
public final class Bench {
    private static final int TOP = 10;
    private static final String[] FIELDS = {"title", "text"};
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    // No stop words: every word is indexed, as by the others.
    private static final Analyzer ANALYZER = new ArabicAnalyzer(CharArraySet.EMPTY_SET);
    private static final QueryBuilder BUILDER = new QueryBuilder(ANALYZER);
    private static IndexSearcher searcher;

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // An answer that is remembered is not measured.
        IndexSearcher.setDefaultQueryCache(null);
        out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] said = line.split("\t");
            switch (said[0]) {
                case "build" -> out.println(build(Path.of(said[1]), in));
                case "open" -> out.println(open(Path.of(said[1])));
                default -> out.println(search(said[0], Arrays.copyOfRange(said, 1, said.length)));
            }
        }
    }

    private static String build(Path path, BufferedReader in) throws IOException {
        var config = new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(512);
        try (var directory = FSDirectory.open(path); var writer = new IndexWriter(directory, config)) {
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                String[] fields = line.split("\t", 3);
                var document = new Document();
                document.add(new StringField("id", fields[0], Field.Store.YES));
                for (int field = 0; field < FIELDS.length; field++) {
                    document.add(new TextField(FIELDS[field], fields[field + 1], Field.Store.YES));
                }
                writer.addDocument(document);
            }
            writer.commit();
        }
        return "built";
    }

    private static String open(Path path) throws IOException {
        searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(path)));
        return "opened";
    }

    private static String search(String form, String[] words) throws IOException {
        long began = THREADS.getCurrentThreadCpuTime();
        // Every match is counted, so that the total is exact.
        var best = new TopScoreDocCollectorManager(TOP, null, Integer.MAX_VALUE);
        TopDocs found = searcher.search(wanted(form, words), best);
        var answer = new StringBuilder();
        for (ScoreDoc hit : found.scoreDocs) {
            answer.append('\t').append(searcher.storedFields().document(hit.doc, Set.of("id")).get("id"));
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - began) / 1e9;
        return seconds + "\t" + found.totalHits.value + answer;
    }

    private static Query wanted(String form, String[] words) {
        switch (form) {
            case "phrase":
                return either(field -> BUILDER.createPhraseQuery(field, String.join(" ", words)));
            case "prefix":
                return either(field -> new PrefixQuery(new Term(field, ANALYZER.normalize(field, words[0]))));
            default:
                var all = new BooleanQuery.Builder();
                var occur = form.equals("all") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
                for (String word : words) {
                    all.add(either(field -> BUILDER.createBooleanQuery(field, word)), occur);
                }
                return all.build();
        }
    }

    private static Query either(Function<String, Query> make) {
        var both = new BooleanQuery.Builder();
        for (String field : FIELDS) {
            Query one = make.apply(field);
            if (one != null) {
                both.add(one, BooleanClause.Occur.SHOULD);
            }
        }
        return both.build();
    }
}
