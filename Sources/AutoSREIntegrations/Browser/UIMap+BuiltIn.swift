extension UIMap {
    /// The operations dashboard of the spec, as `ui-map.yaml` would have it.
    ///
    /// Variables: {id} and {service} are the service's id and the name that people see; {version}, {replicas} what the
    /// plan leaves; {version_before}, {replicas_before} what it expects to find. An expectation about a state that the
    /// plan does not know is left out.
    static let builtInText = """
        login:
          - open: /
          - click: button "Demo login"
          - expect: heading "Services"
        actions:
          rollback:
            - open: /services
            - click: link "{service}"
            - expect: heading "{service}"
            - click: link "Deployments"
            - expect: heading "{service}"
            - expect: text "{version_before}" in definition "Running version"
            - act: button "Rollback to {version}"
              confirm:
                expect:
                  - heading "Roll back {service} to {version}?"
                  - text "{version_before}" in definition "Running version"
                  - text "{version}" in definition "Target version"
                click: button "Confirm rollback to {version}"
          restart:
            - open: /services
            - click: link "{service}"
            - expect: heading "{service}"
            - click: link "Instances"
            - expect: heading "{service}"
            - act: button "Restart all instances"
              confirm:
                expect:
                  - heading "Restart all instances of {service}?"
                click: button "Confirm restart of all instances"
          scale_up:
            - open: /services
            - click: link "{service}"
            - expect: heading "{service}"
            - click: link "Scaling"
            - expect: heading "{service}"
            - fill: spinbutton "Replicas"
              with: "{replicas}"
            - act: button "Scale"
              confirm:
                expect:
                  - heading "Scale {service} to {replicas} replica*"
                  - text "{replicas_before}" in definition "Replicas now"
                  - text "{replicas}" in definition "Replicas wanted"
                click: button "Confirm scale to {replicas} replica*"
          restart_db_pool:
            - open: /services
            - click: link "{service}"
            - expect: heading "{service}"
            - click: link "Database pool"
            - expect: heading "{service}"
            - act: button "Restart database pool"
              confirm:
                expect:
                  - heading "Restart the database pool of {service}?"
                click: button "Confirm restart of the database pool"
        """
}
