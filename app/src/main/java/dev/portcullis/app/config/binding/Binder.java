package dev.portcullis.app.config.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a tree into records: their components are the keys. A key that is absent stands for its
 * {@link Default}, for what the record's {@code defaults()} says, or for an empty optional, list or
 * map; else it is missed.
 */
public final class Binder {

  private final Scalars scalars;
  private final Problems problems;

  public Binder(Surroundings surroundings, Problems problems) {
    this.scalars = new Scalars(surroundings);
    this.problems = problems;
  }

  /** The record, or empty where the problems now say why there is none. */
  public <R extends Record> Optional<R> bind(Tree tree, Class<R> type) {
    return structure(tree, type).map(type::cast);
  }

  private Optional<? extends Object> value(Tree tree, Shape shape) {
    return switch (shape) {
      case Shape.Maybe(var of) -> maybe(tree, of);
      case Shape.Many many -> many(tree, many);
      case Shape.Named(var of) -> named(tree, of);
      case Shape.Structure(var type) -> structure(tree, type);
      case Shape.Open _ -> Optional.of(new Section(tree));
      case Shape.Scalar scalar -> scalar(tree, scalar);
    };
  }

  /** The record's component is itself an optional. */
  private Optional<Object> maybe(Tree tree, Shape of) {
    Optional<? extends Object> value = value(tree, of);
    return value.isPresent() ? Optional.of(value) : Optional.empty();
  }

  private Optional<Object> scalar(Tree tree, Shape.Scalar shape) {
    if (!(tree instanceof Tree.Text text)) {
      problems.at(tree.place(), tree.words() + " (expected: " + Scalars.expected(shape) + ")");
      return Optional.empty();
    }
    try {
      return Optional.of(scalars.read(text, shape));
    } catch (IllegalArgumentException e) {
      problems.at(tree.place(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A list; one scalar stands for a list of it alone. */
  private Optional<Object> many(Tree tree, Shape.Many shape) {
    return switch (tree) {
      case Tree.Items(_, var items) -> items(items, shape);
      case Tree.Text text when shape.of() instanceof Shape.Scalar && !text.value().isEmpty() ->
          items(List.of(text), shape);
      case Tree.Text _, Tree.Fields _ -> wrong(tree, "a list");
    };
  }

  private Optional<Object> items(List<Tree> items, Shape.Many shape) {
    var values = new ArrayList<Object>();
    for (var item : items) {
      value(item, shape.of()).ifPresent(values::add);
    }
    if (values.size() < items.size()) {
      return Optional.empty();
    }
    return Optional.of(
        shape.collection() == List.class ? List.copyOf(values) : new LinkedHashSet<>(values));
  }

  private Optional<Object> named(Tree tree, Shape of) {
    if (!(tree instanceof Tree.Fields(_, var fields))) {
      return wrong(tree, "a mapping");
    }
    var values = new LinkedHashMap<String, Object>();
    for (var field : fields) {
      value(field.value(), of).ifPresent(v -> values.put(field.key(), v));
    }
    return values.size() < fields.size() ? Optional.empty() : Optional.of(values);
  }

  private Optional<Object> wrong(Tree tree, String expected) {
    problems.at(tree.place(), tree.words() + " (expected: " + expected + ")");
    return Optional.empty();
  }

  private <R extends Record> Optional<Object> structure(Tree tree, Class<R> type) {
    return switch (tree) {
      case Tree.Fields fields -> fields(fields, type);
      case Tree.Text text when text.value().isEmpty() ->
          fields(new Tree.Fields(text.place(), List.of()), type);
      case Tree.Text _ when Parser.of(type).isPresent() -> scalar(tree, new Shape.Parsed(type));
      case Tree.Text _, Tree.Items _ -> wrong(tree, "a mapping");
    };
  }

  private <R extends Record> Optional<Object> fields(Tree.Fields fields, Class<R> type) {
    var keys = Structures.keys(type);
    refuseUnknown(fields, keys.stream().map(Structures.Key::name).toList());
    var defaults = Structures.defaults(type);
    var values = new ArrayList<Object>();
    for (var key : keys) {
      component(fields, key, defaults).ifPresent(values::add);
    }
    if (values.size() < keys.size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Structures.create(type, values));
    } catch (IllegalArgumentException e) {
      var message = String.valueOf(e.getMessage());
      problems.at(blamed(fields, keys, message), message);
      return Optional.empty();
    }
  }

  private void refuseUnknown(Tree.Fields fields, List<String> known) {
    for (var field : fields.fields()) {
      if (!known.contains(field.key())) {
        problems.at(
            new Place(
                field.place().line(), field.place().column(), field.value().place().pointer()),
            "unknown key `" + field.key() + "`" + Suggestion.among(known, field.key()));
      }
    }
  }

  private Optional<? extends Object> component(
      Tree.Fields fields, Structures.Key key, Optional<? extends Record> defaults) {
    var written = fields.field(key.name());
    if (written.isPresent()) {
      return value(written.get(), key.shape());
    }
    var place =
        new Place(
            fields.place().line(),
            fields.place().column(),
            Place.below(fields.place().pointer(), key.name()));
    if (key.defaultText().isPresent()) {
      var text = new Tree.Text(place, key.defaultText().get(), Tree.Style.PLAIN);
      return value(text, key.shape());
    }
    if (defaults.isPresent()) {
      return Optional.of(key.of(defaults.get()));
    }
    return absent(place, key);
  }

  private Optional<? extends Object> absent(Place place, Structures.Key key) {
    return switch (key.shape()) {
      case Shape.Maybe _ -> Optional.of(Optional.empty());
      case Shape.Many(_, var collection) ->
          Optional.of(collection == List.class ? List.of() : new LinkedHashSet<>());
      case Shape.Named _ -> Optional.of(Map.of());
      case Shape.Open _ -> Optional.of(Section.empty());
      case Shape.Structure(var type) when Requirements.none(type) ->
          structure(new Tree.Fields(place, List.of()), type);
      case Shape.Structure _, Shape.Scalar _ -> missing(place, key);
    };
  }

  private Optional<Object> missing(Place place, Structures.Key key) {
    problems.at(
        place,
        "key `" + key.name() + "` is missing (expected: " + Scalars.expected(key.shape()) + ")");
    return Optional.empty();
  }

  /**
   * A record's complaint begins with the component it is about: that key's place, if it is there.
   */
  private static Place blamed(Tree.Fields fields, List<Structures.Key> keys, String message) {
    var colon = message.indexOf(':');
    var subject = colon < 0 ? "" : message.substring(0, colon);
    return keys.stream()
        .filter(k -> k.name().equals(subject) || k.component().getName().equals(subject))
        .findFirst()
        .flatMap(k -> fields.field(k.name()))
        .map(Tree::place)
        .orElse(fields.place());
  }
}
