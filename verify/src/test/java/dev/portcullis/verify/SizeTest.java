package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A method fits on a screen and a file in a head; whoever needs more writes why into the file. */
final class SizeTest {

  private static final int MAX_METHOD_LINES = 40;
  private static final int MAX_FILE_LINES = 300;
  private static final String EXCUSE = "Longer than the house allows, because";

  @Test
  void noMethod_isLongerThan40Lines() throws IOException {
    var task = task(House.sources());
    var methods = new MethodLines(Trees.instance(task).getSourcePositions());

    for (var unit : task.parse()) {
      methods.scan(unit, null);
    }

    assertThat(methods.seen).isGreaterThan(500);
    assertThat(methods.tooLong).isEmpty();
  }

  @Test
  void noFile_isLongerThan300Lines() throws IOException {
    var tooLong = new ArrayList<String>();
    for (var file : House.sources()) {
      var lines = Files.readAllLines(file);
      if (lines.size() > MAX_FILE_LINES && lines.stream().noneMatch(l -> l.contains(EXCUSE))) {
        tooLong.add(House.ROOT.relativize(file) + ": " + lines.size());
      }
    }

    assertThat(tooLong).isEmpty();
  }

  private static JavacTask task(List<Path> files) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var manager = compiler.getStandardFileManager(null, null, null);
    var units = manager.getJavaFileObjectsFromPaths(files);
    return (JavacTask) compiler.getTask(null, manager, null, null, null, units);
  }

  private static final class MethodLines extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final List<String> tooLong = new ArrayList<>();
    private final SourcePositions positions;
    private int seen;
    private long proseLines;
    private @Nullable CompilationUnitTree unit;

    MethodLines(SourcePositions positions) {
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitCompilationUnit(CompilationUnitTree node, @Nullable Void p) {
      unit = node;
      return super.visitCompilationUnit(node, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void p) {
      seen++;
      proseLines = 0;
      super.visitMethod(method, null);
      if (unit != null && method.getBody() != null) {
        var lines = lines(method.getBody()) - proseLines;
        if (lines > MAX_METHOD_LINES) {
          tooLong.add(unit.getSourceFile().getName() + "#" + method.getName() + ": " + lines);
        }
      }
      return null;
    }

    /** A text block is data that happens to stand in the code. */
    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void p) {
      proseLines += lines(literal) - 1;
      return super.visitLiteral(literal, null);
    }

    private long lines(Tree tree) {
      if (unit == null) {
        return 0;
      }
      var map = unit.getLineMap();
      return map.getLineNumber(positions.getEndPosition(unit, tree))
          - map.getLineNumber(positions.getStartPosition(unit, tree))
          + 1;
    }
  }
}
