package dev.portcullis.verify;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may use whom. */
final class ArchitectureTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.portcullis");

  @Test
  void theKernel_usesTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("dev.portcullis.kernel..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.portcullis.kernel..", "java..", "javax.crypto..", "org.jspecify..")
        .check(HOUSE);
  }

  @Test
  void layers_neverSeeEachOther() {
    slices()
        .matching("dev.portcullis.(edge|gateway|inference|monitoring)..")
        .should()
        .notDependOnEachOther()
        .check(HOUSE);
  }

  @Test
  void onlyTheApp_seesAllLayers_andNobodySeesTheApp() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.portcullis.app..", "dev.portcullis.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.portcullis.app..")
        .check(HOUSE);
  }

  @Test
  void onlyTheEdge_knowsVertxAndNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.portcullis.edge..", "dev.portcullis.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .check(HOUSE);
  }

  @Test
  void redis_isReachedByWhoSharesThroughIt_andNobodyElse() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.portcullis.gateway.quota..",
            "dev.portcullis.gateway.redis..",
            "dev.portcullis.gateway.revocation..",
            "dev.portcullis.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lettuce..")
        .check(HOUSE);
  }

  /** The store and the link to Redis are no controls: several of them share through these. */
  @Test
  void controlsOfTheGateway_areKeptApart() {
    slices()
        .matching("dev.portcullis.gateway.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAPackage("dev.portcullis.gateway.."),
            resideInAnyPackage("dev.portcullis.gateway.store..", "dev.portcullis.gateway.redis.."))
        .check(HOUSE);
  }

  @Test
  void packagesOfALayer_haveNoCycles() {
    for (var layer : new String[] {"edge", "inference", "monitoring"}) {
      slices()
          .matching("dev.portcullis." + layer + ".(*)..")
          .should()
          .beFreeOfCycles()
          .check(HOUSE);
    }
  }

  /** It takes exponential time on what an attacker writes. */
  @Test
  void javaUtilRegex_isNotUsedOnTheRequestPath() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.portcullis.kernel..",
            "dev.portcullis.edge..",
            "dev.portcullis.gateway..",
            "dev.portcullis.inference..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .check(HOUSE);
  }

  @Test
  void nobodyExits_butTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.portcullis.app.cli..", "dev.portcullis.train..", "dev.portcullis.bench..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(HOUSE);
  }
}
